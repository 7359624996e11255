(() => {
  const APP_ORIGINS = ["tauri://localhost", "http://tauri.localhost", "https://tauri.localhost"];
  if (window === window.top || window.parent !== window.top) return;
  if (APP_ORIGINS.includes(location.origin)) return;
  if (location.protocol !== "https:" && location.protocol !== "http:") return;
  const parents = location.ancestorOrigins;
  if (!parents || parents.length !== 1 || !APP_ORIGINS.includes(parents[0])) return;
  if (document.referrer) return;
  const referrer = `${parents[0]}/`;
  Object.defineProperty(document, "referrer", { get: () => referrer, configurable: true });
})();
