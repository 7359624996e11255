//! Declares every command, so that each must be granted to a window by name.

fn main() {
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(&[]));
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("the app's configuration does not hold together: {error:#}");
    }
}
