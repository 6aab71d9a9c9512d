//! The preview as a browser sees it, over HTTP, while a shop is edited on the disk. What is waited for has a generous limit:
//! nothing here depends on how fast the machine is.

mod deeds;
mod law;
pub(crate) mod previewed;
