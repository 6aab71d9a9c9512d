//! Compiles the program anew when a file of the built-in theme changes: `include_dir!` alone would not notice.

fn main() {
    println!("cargo::rerun-if-changed=themes/atelier");
    println!("cargo::rerun-if-changed=build.rs");
}
