//! How much memory decoded photos may take, and giving back what is not used.

use super::size::Size;
use std::fs;

/// At most so much, however large the machine.
const MOST: u64 = 1_000_000_000;

/// What photos take at most: as told, else a quarter of the memory there is, else [`MOST`].
pub(super) fn of_photos(told: Option<Size>) -> u64 {
    told.map_or_else(|| installed().map_or(MOST, |bytes| (bytes / 4).min(MOST)), |Size(bytes)| bytes)
}

/// Gives the system back what the allocator holds for this thread and does not use: threads that rest do not do it.
#[expect(unsafe_code, reason = "the allocator is written in C")]
pub(super) fn give_back() {
    // SAFETY: it may be called at any time; `true` asks for all that is free.
    unsafe { libmimalloc_sys::mi_collect(true) };
}

/// The memory of the machine, or of the container that the program runs in.
fn installed() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| kilobytes(&text)).map(|kb| kb * 1024);
    let container = fs::read_to_string("/sys/fs/cgroup/memory.max").ok().and_then(|text| text.trim().parse().ok());
    machine.into_iter().chain(container).min()
}

fn kilobytes(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{MOST, Size, kilobytes, of_photos};

    #[test]
    fn what_is_told_stands_above_what_is_there() {
        assert_eq!(of_photos(Some(Size(5_000_000_000))), 5_000_000_000);
        assert!(of_photos(None) <= MOST);
        assert_eq!(kilobytes("MemTotal:       24682688 kB\nMemFree:  12 kB\n"), Some(24_682_688));
        assert_eq!(kilobytes("MemFree: 12 kB\n"), None);
    }
}
