//! The program: everything it does is in [`cli`].

#![expect(clippy::disallowed_methods, reason = "the program is where the environment, the clock and the terminal are")]

mod allocator;
mod cli;

#[global_allocator]
static ALLOCATOR: allocator::BySize = allocator::BySize;

fn main() -> std::process::ExitCode {
    cli::run()
}
