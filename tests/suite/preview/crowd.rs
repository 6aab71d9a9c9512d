//! Many ask at once while the shop is edited: all are answered, and none with halves of two shops.

use super::previewed::{Previewed, bare, eventually, get, target, tea};
use crate::support::tree;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Browsers that ask at the same time, and how often each does.
const BROWSERS: usize = 50;
const TIMES: usize = 12;

#[test]
fn all_are_answered_and_no_page_is_torn() {
    let preview = Previewed::of(tea());
    let clean = preview.shop.copy_in_memory();
    clean.build();
    let built = tree(&clean.public());
    let pictures: Vec<(&String, &Vec<u8>)> =
        built.iter().filter(|(file, _)| file.starts_with("photos/") || file.starts_with("posters/")).collect();
    assert!(pictures.len() >= 4, "{:?}", built.keys());
    let (address, file, over) = (preview.address, "content/products/tea/white-tea.md", AtomicBool::new(false));
    let last = thread::scope(|scope| {
        let editor = scope.spawn(|| {
            let mut number = 0;
            while !over.load(Ordering::SeqCst) {
                let old = if number == 0 { "高山白茶 60 g".to_string() } else { format!("第{number}号茶") };
                number += 1;
                preview.replace(file, &old, &format!("第{number}号茶"));
                thread::sleep(std::time::Duration::from_millis(25));
            }
            number
        });
        let browsers: Vec<_> = (0..BROWSERS)
            .map(|browser| {
                let pictures = &pictures;
                scope.spawn(move || {
                    for time in 0..TIMES {
                        let page =
                            ["/products/white-tea/", "/products/", "/categories/tea/", "/"][(browser + time) % 4];
                        let said = get(address, page);
                        assert_eq!(said.status, 200, "{page}");
                        whole(&String::from_utf8(said.body).unwrap());
                        let (file, bytes) = pictures[(browser + time) % pictures.len()];
                        let said = get(address, &target(file));
                        assert_eq!((said.status, &said.body == bytes), (200, true), "{file}");
                    }
                })
            })
            .collect();
        let ended: Vec<_> = browsers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        over.store(true, Ordering::SeqCst);
        let last = editor.join().unwrap();
        ended.into_iter().for_each(|ended| ended.unwrap());
        last
    });
    eventually("the last edit is there", || {
        let page = preview.page("/products/white-tea/");
        if page.contains(&format!("第{last}号茶")) { Ok(()) } else { Err(page) }
    });
}

/// A page from its beginning to its end, on which a product has one name.
fn whole(page: &str) {
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{page}");
    assert_eq!(page.matches("/_awning/client.js").count(), 1, "{page}");
    assert!(!String::from_utf8(bare(page.into())).unwrap().contains("_awning"), "{page}");
    let mut names: Vec<&str> =
        page.split('第').skip(1).filter_map(|rest| rest.split_once("号茶")).map(|(name, _)| name).collect();
    names.dedup();
    assert!(names.len() <= 1, "{names:?} on one page");
}
