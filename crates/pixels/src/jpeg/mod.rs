//! Reading and writing JPEG, by libjpeg-turbo as mozjpeg carries it (with SIMD where nasm was there to build it).

mod decode;
mod encode;
mod strict;

pub use decode::{Decoded, Extent, decode};
pub use encode::{Order, encode};
