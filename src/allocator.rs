//! Where memory comes from: mimalloc for small values, the system for photos.
//!
//! Views and templates make millions of small values, and glibc's allocator took a fifth of a large build for them.
//! mimalloc keeps the pages of large buffers that are freed, which doubled the peak of a build of photos.

#![expect(unsafe_code, reason = "an allocator is one")]

use mimalloc::MiMalloc;
use std::alloc::{GlobalAlloc, Layout, System};

/// Bytes from which on a value is the system's.
const LARGE: usize = 1 << 18;

pub(crate) struct BySize;

// SAFETY: a layout's size alone says whose the memory is, at its beginning and its end; both allocators are sound.
// `realloc` and `alloc_zeroed` hand on only what stays with one allocator; the rest is theirs by way of `alloc`.
unsafe impl GlobalAlloc for BySize {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() < LARGE { unsafe { MiMalloc.alloc(layout) } } else { unsafe { System.alloc(layout) } }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if layout.size() < LARGE {
            unsafe { MiMalloc.dealloc(pointer, layout) }
        } else {
            unsafe { System.dealloc(pointer, layout) }
        }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.size() < LARGE {
            unsafe { MiMalloc.alloc_zeroed(layout) }
        } else {
            unsafe { System.alloc_zeroed(layout) }
        }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        match (layout.size() < LARGE, size < LARGE) {
            (true, true) => unsafe { MiMalloc.realloc(pointer, layout, size) },
            (false, false) => unsafe { System.realloc(pointer, layout, size) },
            _ => unsafe { self.moved(pointer, layout, size) },
        }
    }
}

impl BySize {
    /// What stood at `pointer`, with the other allocator. Null if there is no memory: then nothing has changed.
    ///
    /// # Safety
    /// As for [`GlobalAlloc::realloc`].
    unsafe fn moved(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that `size`, rounded up to the alignment, does not overflow.
        let there = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        let moved = unsafe { self.alloc(there) };
        if !moved.is_null() {
            // SAFETY: two allocations that live, of at least so many bytes.
            unsafe { std::ptr::copy_nonoverlapping(pointer, moved, layout.size().min(size)) };
            unsafe { self.dealloc(pointer, layout) };
        }
        moved
    }
}
