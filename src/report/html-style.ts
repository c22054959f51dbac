/** The looks of the HTML report, for screens of any width, light and dark, and for paper. Each contrast is at least 4.5 : 1. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --text: #1c2128; --faint: #57606a; --line: #d0d7de; --code: #f3f5f8; --link: #0550ae;
  --error: #a40e26; --warning: #7a4b00; --info: #0b5560; --success: #116329;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c; --text: #e3e8ee; --faint: #9da7b3; --line: #3a434e; --code: #1d242d; --link: #79b8ff;
    --error: #ff8f88; --warning: #e8b04b; --info: #6fd0dc; --success: #6cd08a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; }
h1 .scope { display: block; font-size: 1.1rem; font-weight: 400; color: var(--faint); }
h2 { font-size: 1.25rem; margin: 2rem 0 0.75rem; }
h3 { font-size: 1.1rem; margin: 0 0 0.5rem; }
h4 { font-size: 0.95rem; margin: 1rem 0 0.25rem; }
p { margin: 0.25rem 0; }
ul, ol { margin: 0.25rem 0; padding-left: 1.4rem; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.counts { font-weight: 600; }
.certainty, .pulls span, .who, footer { color: var(--faint); }
article { border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 6px; padding: 1rem; margin: 0 0 1rem; }
article.error { border-left-color: var(--error); }
article.warning { border-left-color: var(--warning); }
article.info { border-left-color: var(--info); }
.badge { display: inline-block; padding: 0 0.5rem; border: 1px solid currentcolor; border-radius: 1rem; font-size: 0.8rem; font-weight: 600; white-space: nowrap; }
.badge.error { color: var(--error); }
.badge.warning { color: var(--warning); }
.badge.info { color: var(--info); }
.badge.success { color: var(--success); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
caption { text-align: left; color: var(--faint); padding: 0.25rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 400; }
.who { font-size: 0.875rem; overflow-wrap: anywhere; }
.number { font-variant-numeric: tabular-nums; }
code, pre { font: 0.875rem/1.45 ui-monospace, monospace; }
.facts { list-style: none; padding: 0; }
.facts code { white-space: pre-wrap; }
.facts li { background: var(--code); border-radius: 4px; padding: 0.25rem 0.5rem; margin: 0.25rem 0; }
pre { background: var(--code); border-radius: 4px; padding: 0.5rem; margin: 0.25rem 0 0.5rem; white-space: pre-wrap; }
figure { margin: 0 0 1rem; }
figcaption { color: var(--faint); }
.pull-path ol { list-style: none; padding: 0; border-left: 2px solid var(--line); }
.pull-path li { padding: 0.1rem 0.75rem; }
.pull-path .sign { display: inline-block; width: 1.25rem; font-weight: 600; }
.pull-path .state { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.pull-path .good .sign { color: var(--success); }
.pull-path .broken { border-left: 4px solid var(--error); margin-left: -3px; }
.pull-path .broken .sign, td.broken { color: var(--error); font-weight: 600; }
.pull-path .passed-over, .pull-path .not-checked { color: var(--faint); }
footer { margin-top: 2rem; border-top: 1px solid var(--line); font-size: 0.875rem; }
@media print {
  :root { --ground: #ffffff; --text: #000000; --faint: #444444; --line: #999999; --code: #f3f3f3; --link: #000000; --error: #a40e26; --warning: #7a4b00; --info: #0b5560; --success: #116329; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .scroll { overflow: visible; }
  tbody th { overflow-wrap: anywhere; }
  tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  h2, h3, h4 { break-after: avoid; }
}
`
