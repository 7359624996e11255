(company, { dark, stark }) => {
  if (window !== window.top) return;

  // Its entries (back, reload) lead away from a page that can be opened once.
  addEventListener("contextmenu", (event) => event.preventDefault(), true);

  const style = (element, rules) => {
    for (const [name, value] of Object.entries(rules)) {
      element.style.setProperty(name, value, "important");
    }
  };
  const isStark = stark || matchMedia("(prefers-contrast: more)").matches;
  // The widget keeps the colours it was asked for, and so does what is above it.
  const [ink, ground, line] = dark
    ? ["#eceef3", "#181c24", "#2b313d"]
    : ["#1b2a38", "#ffffff", "#d3dbe3"];
  const draw = () => {
    const page = document.documentElement;
    if (!page || !company) return;
    const bar = document.createElement("div");
    style(bar, {
      all: "initial",
      position: "fixed",
      inset: "0 0 auto 0",
      height: "48px",
      "z-index": "2147483647",
    });
    const name = document.createElement("div");
    name.textContent = company;
    style(name, {
      "box-sizing": "border-box",
      height: "48px",
      "line-height": "47px",
      padding: "0 24px",
      font: "600 16px/47px system-ui, sans-serif",
      color: ink,
      background: ground,
      "border-bottom": `1px solid ${isStark ? ink : line}`,
      overflow: "hidden",
      "text-overflow": "ellipsis",
      "white-space": "nowrap",
      "text-align": "center",
    });
    bar.attachShadow({ mode: "closed" }).append(name);
    style(page, { "padding-top": "48px" });
    page.append(bar);
  };
  if (document.readyState === "loading") {
    addEventListener("DOMContentLoaded", draw, { once: true });
  } else {
    draw();
  }
};
