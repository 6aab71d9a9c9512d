//! Mending a text by the fixes of its diagnostics.

use super::Diagnostic;
use crate::paths::ShopPath;

/// A file's text with every fix made, and how many were. Of two fixes that overlap, the first is made.
#[must_use]
pub fn mended(file: &ShopPath, text: &str, diagnostics: &[Diagnostic]) -> (String, usize) {
    let mut fixes: Vec<(usize, usize, &str)> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.place.file == *file)
        .filter_map(|found| Some((found.place.start, found.place.end, found.fix.as_deref()?)))
        .collect();
    fixes.sort_unstable();
    let (mut made, mut count, mut copied) = (String::with_capacity(text.len()), 0, 0);
    for (start, end, fix) in fixes {
        let Some(before) = text.get(copied..start).filter(|_| text.get(start..end).is_some()) else { continue };
        made.push_str(before);
        made.push_str(fix);
        copied = end;
        count += 1;
    }
    made.push_str(text.get(copied..).unwrap_or_default());
    (made, count)
}
