//! An empty Tauri window: what `cargo xtask bench` measures the app against.
//!
//! The same runtime, the same window, the same way of showing it, and a page with one button.

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(
                app,
                "main",
                tauri::WebviewUrl::App("index.html".into()),
            )
            .title("Empty window")
            .inner_size(1100.0, 720.0)
            .center()
            .visible(false)
            .incognito(true)
            .on_page_load(|window, page| {
                if page.event() == tauri::webview::PageLoadEvent::Finished {
                    // A window that can't be shown is never measured: the bench says so.
                    let _ = window.show();
                }
            })
            .build()?;
            Ok(())
        })
        .run(tauri::generate_context!(
            "src-tauri/examples/empty_window/tauri.conf.json"
        ))
}
