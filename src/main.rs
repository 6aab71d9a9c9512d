//! The program: everything it does is in [`cli`].

#![expect(clippy::disallowed_methods, reason = "the program is where the environment, the clock and the terminal are")]

mod cli;

/// Views and templates make millions of small values: glibc's allocator took a fifth of a large build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
