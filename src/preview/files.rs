//! The files of the browser's side, as they are in the program.

/// A file of the client by its name below `/_awning/`.
pub(super) fn find(name: &str) -> Option<&'static str> {
    let name = if name.is_empty() { "index.html" } else { name };
    let name = if name == "frames" { "frames.html" } else { name };
    FILES.get_file(name).filter(|_| name.contains('.')).and_then(include_dir::File::contents_utf8)
}

static FILES: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/src/preview/client");
