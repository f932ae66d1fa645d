/** The look of the inspector. What the page says about the element it stands in loses to `!important` in here. */
export const STYLE = `
:host{all:initial!important;position:fixed!important;inset:0!important;z-index:2147483647!important;display:block!important;pointer-events:none!important;
--back:#fff;--soft:#f3f4f6;--line:#d5d8de;--text:#1b1f27;--dim:#5c6473;--accent:#0b5cad;--good:#17703a;--bad:#b3261e;--warn:#8a5300;color-scheme:light}
@media(prefers-color-scheme:dark){:host{--back:#171a20;--soft:#22262e;--line:#3a404b;--text:#e8eaee;--dim:#a2abb9;--accent:#7ab8ff;--good:#6fd08f;--bad:#ff8f86;--warn:#f0b45c;color-scheme:dark}}
@media print{:host{display:none!important}}
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}
[hidden]{display:none!important}
.panel,.pill{position:absolute;right:16px;bottom:16px;pointer-events:auto;background:var(--back);color:var(--text);font:13px/1.45 system-ui,sans-serif;border:1px solid var(--line);box-shadow:0 8px 32px #0004}
.panel{display:flex;flex-direction:column;width:min(460px,calc(100vw - 16px));height:min(600px,calc(100vh - 32px));border-radius:10px;overflow:hidden}
.pill{border-radius:99px;padding:6px 14px;cursor:pointer}
header{display:flex;gap:4px;align-items:center;padding:6px 8px;background:var(--soft);border-bottom:1px solid var(--line);cursor:grab;touch-action:none}
header strong{flex:1;font-weight:600;padding-left:4px}
button{background:none;border:1px solid transparent;border-radius:6px;padding:3px 8px;cursor:pointer}
button:hover{background:var(--line)}
:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
nav{display:flex;border-bottom:1px solid var(--line);overflow-x:auto;flex:none}
nav button{border-radius:0;border-bottom:2px solid transparent;padding:6px 10px;color:var(--dim)}
nav [aria-selected=true]{color:var(--accent);border-bottom-color:var(--accent)}
.view{flex:1;overflow:auto;padding:8px;overscroll-behavior:contain}
footer{padding:4px 10px;color:var(--dim);border-top:1px solid var(--line);font-size:12px;min-height:24px}
input{width:100%;background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:4px 8px;margin-bottom:6px}
ul{list-style:none;padding-left:14px}
.view>ul{padding-left:0}
li,.row{overflow-wrap:anywhere}
summary{cursor:pointer;border-radius:4px}
summary:hover{background:var(--soft)}
.row{border-bottom:1px solid var(--soft);padding:2px 0}
.row small,.row i,.view i{color:var(--dim);font-style:normal;font-size:11px}
.row small{font-variant-numeric:tabular-nums;display:inline-block;min-width:44px}
.tag{display:inline-block;min-width:66px;font-size:11px;font-weight:600;color:var(--dim)}
.call .tag{color:var(--accent)}.request .tag,.http .tag{color:var(--warn)}.response .tag,.tag.filled{color:var(--good)}
.warn,.warning,.warning .tag,.tag.waiting{color:var(--warn)}
.failed,.error,.error .tag,.failed .tag,.tag.missing{color:var(--bad)}
.key{color:var(--dim)}.string{color:var(--good)}.number,.boolean,.null{color:var(--accent)}
.frame{--of:var(--dim);position:absolute;border:2px dashed var(--of)}
.frame span{position:absolute;left:-2px;bottom:100%;background:var(--of);color:var(--back);font:11px/1.5 system-ui,sans-serif;padding:0 6px;white-space:nowrap;border-radius:3px 3px 0 0}
.frame.filled{--of:var(--good);border-style:solid}.frame.waiting{--of:var(--warn)}.frame.empty{--of:var(--bad)}
textarea{position:absolute;opacity:0}
@media(max-width:600px){.panel{left:0!important;right:0;bottom:0;top:auto!important;width:100%;height:60vh;border-radius:10px 10px 0 0}}
`
