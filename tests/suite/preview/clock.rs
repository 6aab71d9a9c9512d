//! Where the moment is now, a page is another one when a campaign begins or ends, without anybody's doing.

use super::previewed::{Previewed, eventually, tea};
use awning::moment::When;
use awning::preview::Wish;
use jiff::Timestamp;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// What the clock says, in seconds.
static NOW: AtomicI64 = AtomicI64::new(0);

fn clock() -> Timestamp {
    Timestamp::from_second(NOW.load(Ordering::SeqCst)).unwrap()
}

fn set(at: &str) {
    NOW.store(at.parse::<Timestamp>().unwrap().as_second(), Ordering::SeqCst);
}

#[test]
fn prices_change_when_their_time_comes() {
    set("2026-10-31T23:00:00+08:00");
    let live = |wish: Wish| Wish { live: true, clock, tick: Duration::from_millis(50), ..wish };
    let preview = Previewed::wishing(tea(), |wish| {
        let mut wish = live(wish);
        wish.order.at = When::Instant(clock());
        wish
    });
    let page = "/products/green-tea/";
    let shows = |price: &str, other: &str| {
        eventually(&format!("the page shows {price} at {}", clock()), || {
            let text = preview.page(page);
            if text.contains(price) && !text.contains(other) { Ok(()) } else { Err(text) }
        });
    };
    let (usual, campaign) = ("\"128.00\"", "\"108.80\"");
    let told = preview.listen(page);
    shows(usual, campaign);
    let next = &preview.state(page)["boundaries"][0]["at"];
    assert_eq!(next, "2026-11-01T00:00:00+08:00", "who looks may go there");
    for (at, price, other) in [
        ("2026-10-31T23:59:59+08:00", usual, campaign),
        ("2026-11-01T00:00:00+08:00", campaign, "\"other\""),
        ("2026-11-11T23:59:59+08:00", campaign, "\"other\""),
        ("2026-11-13T08:00:00+08:00", usual, campaign),
    ] {
        set(at);
        shows(price, other);
    }
    let mut moments = BTreeSet::new();
    eventually("who looks is told at the start, and at each of two boundaries", || {
        moments.extend(told.events.try_iter().map(|state| state["at"].to_string()));
        if moments.len() == 3 { Ok(()) } else { Err(format!("{moments:?}")) }
    });
    // A moment that was chosen stays, whatever the clock says.
    assert_eq!(preview.set(&json!({ "at": "2026-11-05T12:00:00+08:00" })), 204);
    shows(campaign, "\"other\"");
    assert_eq!(preview.state(page)["live"], false);
    set("2026-11-20T12:00:00+08:00");
    std::thread::sleep(Duration::from_millis(200));
    shows(campaign, "\"other\"");
    assert_eq!(preview.set(&json!({ "at": null })), 204);
    shows(usual, campaign);
    assert_eq!(preview.state(page)["at"], "2026-11-20T12:00:00+08:00");
}
