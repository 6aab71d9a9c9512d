//! Why a command stopped, and the exit code that says so.

use awning::diagnostics::Language;
use awning::error::Error;
use std::io;
use std::process::ExitCode;

/// How a command ended that did not stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well. Exit code 0.
    Done,
    /// The shop has errors. Exit code 1.
    Faulty,
}

/// Why a command stopped.
#[derive(Debug)]
pub(super) enum Failure {
    /// It was called wrongly. Exit code 2.
    Usage(String),
    /// The machine failed. Exit code 3.
    Machine(Error),
    /// What it had to say could not be said. Exit code 3, unless the reader went away: that is no failure.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Machine(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// What the machine did wrong, as a line for people.
    pub(super) fn of_machine(error: &Error, language: Language) -> String {
        match language {
            Language::English => format!("error: {error}\n"),
            Language::Chinese => format!("错误：{}\n", chinese(error)),
        }
    }

    /// One line for people; none if there is nobody to read it.
    pub(super) fn message(&self, language: Language) -> Option<String> {
        let words = match self {
            Self::Usage(words) => words.clone(),
            Self::Machine(error) => match language {
                Language::English => error.to_string(),
                Language::Chinese => chinese(error),
            },
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Output(error) => match language {
                Language::English => format!("cannot write the output: {error}"),
                Language::Chinese => format!("无法写出结果：{error}"),
            },
        };
        Some(match language {
            Language::English => format!("error: {words}\n"),
            Language::Chinese => format!("错误：{words}\n"),
        })
    }

    fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Machine(_) | Self::Output(_) => 3,
        }
    }
}

/// What the machine did wrong, in Chinese; what the system says of it stays as the system says it.
fn chinese(error: &Error) -> String {
    match error {
        Error::Io { action, path, source } => {
            format!("{} {}：{source}", in_chinese(action), path.display())
        }
        Error::Locked(path, Some(pid)) => {
            format!("{} 正被另一个 awning 使用（进程 {pid}）；请等它结束，或先停止它", path.display())
        }
        Error::Locked(path, None) => format!("{} 正被另一个 awning 使用；请等它结束", path.display()),
        Error::OutputRefused(path, why) => {
            format!("{} {}", path.display(), in_chinese(why))
        }
        Error::ReleaseDamaged(name, path) => {
            format!("发布 {name} 已损坏：{path} 与清单不符；线上没有改动。请重新构建，或删除 .awning/releases/{name}")
        }
        Error::Listen(address, source) if source.kind() == io::ErrorKind::AddrInUse => {
            format!("{address} 已被其他程序占用；请用 --port 另选一个端口")
        }
        Error::Listen(address, source) => format!("无法监听 {address}：{source}"),
        Error::System { action, source } => format!("{}：{source}", in_chinese(action)),
        Error::Internal(what) => format!("{what}；这是 awning 自身的问题，请反馈"),
    }
}

/// A phrase in Chinese, if the table has it.
fn in_chinese(english: &'static str) -> &'static str {
    CHINESE.iter().find(|(known, _)| *known == english).map_or(english, |(_, chinese)| chinese)
}

/// What errors say, in Chinese.
const CHINESE: &[(&str, &str)] = &[
    ("cannot read", "无法读取"),
    ("cannot write", "无法写入"),
    ("cannot open", "无法打开"),
    ("cannot lock", "无法锁定"),
    ("cannot find", "找不到"),
    ("cannot rename", "无法改名"),
    ("cannot remove", "无法删除"),
    ("cannot replace", "无法替换"),
    ("cannot make the folder", "无法新建目录"),
    ("cannot open the folder", "无法打开目录"),
    ("cannot look into", "无法查看"),
    ("cannot care for", "无法整理"),
    ("cannot start the preview", "无法启动预览"),
    ("cannot make a key", "无法生成密钥"),
    ("cannot write to the disk", "无法写入磁盘"),
    ("cannot publish two files as", "两个文件的发布路径相同："),
    ("is not a folder inside another", "不是某个目录里的目录"),
    ("is the shop itself; choose a folder of its own, such as public", "就是店铺目录；请另选一个目录，如 public"),
    ("contains the shop; choose a folder of its own, such as public", "包含了店铺目录；请另选一个目录，如 public"),
    (
        "lies among the shop's own files; choose a folder of its own, such as public",
        "位于店铺自己的文件之中；请另选一个目录，如 public",
    ),
    ("is a symbolic link; name the folder that it leads to", "是符号链接；请直接写它指向的目录"),
    ("is not a folder", "不是目录"),
    (
        "is a mount and cannot be switched at once; choose a folder inside it",
        "是挂载点，无法一次切换；请选其中的一个目录",
    ),
    (
        "was made by a newer awning; use that one, or another --out",
        "由更新版本的 awning 生成；请使用该版本，或另选 --out",
    ),
    (
        "holds files that awning did not make; choose another --out, or empty it",
        "里有不是 awning 生成的文件；请另选 --out，或先清空该目录",
    ),
    (
        "was not made by awning and would be lost; move it out of the output folder",
        "不是 awning 生成的，发布后会丢失；请先把它移出输出目录",
    ),
    ("is a release that was live; choose another name for --stage", "是之前上线过的发布；请为 --stage 换一个名字"),
];

/// The exit code of a command.
pub(super) fn exit_code(result: &Result<Outcome, Failure>) -> ExitCode {
    ExitCode::from(match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Faulty) => 1,
        Err(failure) => failure.code(),
    })
}
