//! Why everything is looked at again and again, in words.

use crate::diagnostics::Language;
use notify::ErrorKind;

/// Why the system does not tell what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Polling {
    /// It was not asked to.
    Asked,
    /// It does not watch more folders for one user.
    Folders,
    /// It does not let more programs of one user watch.
    Programs,
    /// Something else, in the system's words.
    Failed(String),
}

impl Polling {
    /// What the system said.
    pub(super) fn because(error: &notify::Error) -> Self {
        match &error.kind {
            ErrorKind::MaxFilesWatch => Self::Folders,
            // ENFILE and EMFILE: as a rule the limit of `inotify_init`.
            ErrorKind::Io(io) if matches!(io.raw_os_error(), Some(23 | 24)) => Self::Programs,
            _ => Self::Failed(error.to_string()),
        }
    }

    /// What that means, and what mends it.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let english = language == Language::English;
        let limit = match self {
            Self::Folders => "fs.inotify.max_user_watches=524288",
            Self::Programs => "fs.inotify.max_user_instances=1024",
            Self::Asked if english => return "all files are looked at twice a second, as asked".to_string(),
            Self::Asked => return "按要求每秒检查两次全部文件".to_string(),
            Self::Failed(why) if english => {
                return format!("the system cannot watch the shop, so all files are looked at twice a second: {why}");
            }
            Self::Failed(why) => return format!("系统无法监视店铺文件夹，改为每秒检查两次全部文件：{why}"),
        };
        if english {
            let what = if *self == Self::Folders { "folders" } else { "programs" };
            format!(
                "the system watches no more {what}, so all files are looked at twice a second; \
                 raise its limit with `sudo sysctl {limit}` and start again"
            )
        } else {
            let what = if *self == Self::Folders { "文件夹数" } else { "程序数" };
            format!("系统可监视的{what}已达上限，改为每秒检查两次全部文件；请执行 `sudo sysctl {limit}` 后重新启动")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Polling;
    use notify::{Error, ErrorKind};
    use std::io;

    #[test]
    fn limits_of_the_system_are_told_apart() {
        assert_eq!(Polling::because(&Error::new(ErrorKind::MaxFilesWatch)), Polling::Folders);
        assert_eq!(Polling::because(&Error::io(io::Error::from_raw_os_error(24))), Polling::Programs);
        assert!(matches!(Polling::because(&Error::path_not_found()), Polling::Failed(_)));
    }
}
