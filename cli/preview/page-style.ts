/** How the page of messages looks: made for a phone first, side by side where there is room. */
export const PAGE_STYLE = `
:root { --ink: #1d1c1d; --soft: #616061; --line: #e4e4e7; --paper: #fff; --ground: #f4f4f5; --link: #1264a3; --accent: #2f6f5e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --soft: #a6a6ab; --line: #35373b; --paper: #1a1d21; --ground: #111315; --link: #5eb1ef; --accent: #58b89d; }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--ground); color: var(--ink); font: 15px/1.5 -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; padding: 12px; }
article { display: grid; gap: 12px; max-width: 1080px; margin: 0 auto 24px; align-items: start; }
@media (min-width: 860px) { article { grid-template-columns: 1fr 1fr; } }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; min-width: 0; }
section > header { display: flex; align-items: center; gap: 10px; padding: 12px 14px 0; }
header div { flex: 1; min-width: 0; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
.avatar { width: 34px; height: 34px; border-radius: 9px; background: var(--accent); color: #fff; font-weight: 700; display: grid; place-items: center; flex: none; }
.mail .avatar { border-radius: 50%; }
.address, time { color: var(--soft); font-size: 13px; }
.address { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.app { background: var(--line); color: var(--soft); border-radius: 3px; font-size: 10px; font-weight: 700; padding: 1px 4px; align-self: center; }
h2 { font-size: 17px; line-height: 1.35; padding: 10px 14px 10px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.body { padding: 12px 14px 16px; overflow-wrap: anywhere; }
.body p + p { margin-top: 12px; }
.body p:last-child { color: var(--soft); font-size: 13px; }
a { color: var(--link); text-decoration: none; }
.body a { font-size: 12px; line-height: 1.4; display: inline-block; }
.blocks { padding: 2px 14px 14px; overflow-wrap: anywhere; }
.blocks > * { margin-top: 8px; }
h3 { font-size: 17px; line-height: 1.35; }
.context { color: var(--soft); font-size: 13px; }
.gap { display: inline-block; width: 10px; }
.fields { display: grid; gap: 8px 16px; }
@media (min-width: 560px) { .fields { grid-template-columns: 1fr 1fr; } }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
.buttons a { border: 1px solid var(--line); border-radius: 6px; padding: 4px 12px; font-weight: 600; color: var(--ink); background: var(--paper); }
`;
