//! The preview as a browser sees it, over HTTP, while a shop is edited on the disk. What is waited for has a generous limit:
//! nothing here depends on how fast the machine is.

mod clock;
mod crowd;
mod deeds;
mod hand;
mod law;
mod mended;
pub(crate) mod previewed;
mod storm;
mod strangers;
mod thousand;
