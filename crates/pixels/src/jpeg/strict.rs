//! libjpeg's complaints as errors: by itself it fills what is missing with gray, and reports success.

use mozjpeg_sys::{jpeg_common_struct, jpeg_error_mgr};
use std::cell::Cell;
use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Bytes of padding that some cameras write before the end marker.
const MOST_PADDING: u32 = 64;

/// Bytes that libjpeg's texts may take (`JMSG_LENGTH_MAX` is 200); the binding names fewer.
const TEXT_BYTES: usize = 256;

thread_local! {
    /// Whether the scans have begun; before them, junk between segments is harmless.
    static IN_SCANS: Cell<bool> = const { Cell::new(false) };
}

/// What unwinds through libjpeg.
struct Complaint(String);

/// Runs a piece of work with libjpeg whose error manager is [`errors`]; its complaints become the error.
///
/// # Errors
/// What libjpeg complains about.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    IN_SCANS.set(false);
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result,
        Err(payload) => match payload.downcast::<Complaint>() {
            Ok(complaint) => Err(complaint.0),
            Err(other) => resume_unwind(other),
        },
    }
}

/// From here on, junk is no longer harmless.
pub(super) fn scans_begin() {
    IN_SCANS.set(true);
}

/// An error manager that stops at every complaint about the data.
#[expect(unsafe_code, reason = "libjpeg sets up its struct itself")]
pub(super) fn errors() -> jpeg_error_mgr {
    // SAFETY: all zero is a value of this struct of integers, null pointers and `None`; `jpeg_std_error` fills it.
    let mut errors = unsafe {
        let mut errors = std::mem::zeroed();
        mozjpeg_sys::jpeg_std_error(&mut errors);
        errors
    };
    errors.error_exit = Some(fail);
    errors.emit_message = Some(complain);
    errors
}

extern "C-unwind" fn complain(info: &mut jpeg_common_struct, level: c_int) {
    if level < 0 && !is_harmless(&text(info)) {
        fail(info);
    }
}

extern "C-unwind" fn fail(info: &mut jpeg_common_struct) {
    let text = text(info);
    // Not a panic: nothing is printed, and `caught` is waiting.
    resume_unwind(Box::new(Complaint(text.trim_start_matches("Corrupt JPEG data: ").to_string())));
}

/// The numbers of libjpeg's messages shift with its build options, its texts do not.
fn is_harmless(text: &str) -> bool {
    if text.starts_with("Unknown Adobe color transform") || text.starts_with("Warning: unknown JFIF revision") {
        return true;
    }
    let Some((bytes, marker)) = text.split_once(" extraneous bytes before marker ") else { return false };
    let padding = bytes.rsplit(' ').next().and_then(|bytes| bytes.parse::<u32>().ok());
    !IN_SCANS.get() || (marker == "0xd9" && padding.is_some_and(|bytes| bytes <= MOST_PADDING))
}

#[expect(unsafe_code, reason = "libjpeg writes the text into a buffer")]
fn text(info: &mut jpeg_common_struct) -> String {
    // SAFETY: libjpeg calls with its own struct, whose error manager is the one that `errors` made.
    let format = unsafe { info.err.as_ref() }.and_then(|errors| errors.format_message);
    let mut room = [0_u8; TEXT_BYTES];
    if let Some(format) = format {
        // SAFETY: the buffer has more room than libjpeg writes, and ends with a zero.
        unsafe { format(info, &*room.as_mut_ptr().cast::<[u8; 80]>()) };
    }
    room.split(|&byte| byte == 0).next().map(String::from_utf8_lossy).unwrap_or_default().into_owned()
}
