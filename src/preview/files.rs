//! The files of the browser's side, as they are in the program.

/// A file of the client by its address below `/_awning/`, with the name that it has.
pub(super) fn find(address: &str) -> Option<(&str, &'static str)> {
    let name = match address {
        "" => "index.html",
        "frames" => "frames.html",
        name => name,
    };
    let file = FILES.get_file(name).filter(|_| name.contains('.'))?;
    Some((name, file.contents_utf8()?))
}

static FILES: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/src/preview/client");
