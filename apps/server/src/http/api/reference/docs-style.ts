/** The documentation's only style sheet. Colours hold 4.5:1 in both schemes. */
export const docsStyle = `
:root { color-scheme: light dark; --ink: #16181d; --quiet: #555a70; --paper: #fff; --line: #dcdee6; --mark: #3538cd; --wash: #f5f6fb; --code: #f5f6fa }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f4f7; --quiet: #a9aec2; --paper: #111318; --line: #2e323d; --mark: #9ba1ff; --wash: #1a1d26; --code: #191c24 } }
* { box-sizing: border-box }
html { scroll-padding-top: 4rem }
a:has(> code:only-child) { text-underline-offset: .35em }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .4rem }
h3 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere }
h4 { margin: 1.2rem 0 .3rem; font-size: 1rem }
a { color: var(--mark); text-underline-offset: .15em }
a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible, pre:focus-visible, .scroll:focus-visible, summary:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px }
code, pre, .method { font-family: ui-monospace, monospace; font-size: .875rem }
.method { color: var(--mark); font-weight: 700 }
section { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .75rem }
p { margin: .4rem 0 }
.quiet { color: var(--quiet) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-top: 1px solid var(--line) }
th { font-weight: 600; white-space: nowrap }
nav ul { columns: 16rem; padding-left: 1.2rem }
:target:not(div, main, nav) { background: var(--wash) }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }

.docs { max-width: 80rem; padding: 0 1.25rem 4rem }
.docs main { min-width: 0; padding-top: 1.5rem; line-height: 1.55 }
.docs section { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 1.75rem 0 0; margin: 1.75rem 0 0 }
.docs h2 + section, .docs h2 + p + section { border-top: 0; margin-top: 0; padding-top: 1rem }
.docs section:target { background: none }
.docs section:target > h3 { background: var(--wash) }
.docs tr:target:not(div, main, nav) { background: var(--wash) }
.docs td { min-width: 9rem; overflow-wrap: break-word }
.skip { position: absolute; left: -100rem } .skip:focus { left: 1rem; top: .5rem; z-index: 3; background: var(--paper); padding: .6rem }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; margin: 0 -1.25rem; padding: .5rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line) }
.bar a { display: inline-flex; align-items: center; min-height: 2.75rem; text-decoration: none }
.tools { display: flex; flex-wrap: wrap } .tools a { padding: 0 .6rem; border-radius: .6rem } .tools a[aria-current] { color: var(--ink); font-weight: 600; background: var(--wash) } body:not(.docs) > .bar { margin: -1.5rem -1rem 1.5rem }
.home { font-weight: 700; color: var(--ink) } .home span { color: var(--quiet); font-weight: 400; margin-left: .35em }
.bar form { display: flex; gap: .5rem; flex: 1 1 17rem; min-width: 0 }
.to-contents { margin-left: auto }
.bar label, .bar input { min-width: 0; width: 100% }
input, select, button { font: inherit; color: inherit; min-height: 2.75rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--paper); padding: .3rem .75rem }
input[type=radio] { min-height: 0; accent-color: var(--mark) }
button { background: var(--mark); border-color: var(--mark); color: var(--paper); font-weight: 600; cursor: pointer }
nav[id=contents] { border-top: 1px solid var(--line); margin-top: 3rem }
nav[id=contents] h2 { font-size: .875rem; color: var(--quiet); border: 0; margin: 1.5rem 0 .25rem; padding: 0; font-weight: 600 }
nav[id=contents] ul { list-style: none; margin: 0; padding: 0; columns: auto }
nav[id=contents] a { display: block; padding: .5rem .6rem; border-radius: .5rem; text-decoration: none; color: var(--ink); overflow-wrap: anywhere }
nav[id=contents] a:hover { background: var(--wash) }
nav[id=contents] a[aria-current] { background: var(--wash); color: var(--mark); font-weight: 600 }
.languages { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 1rem 0 0; padding: .25rem 0; border: 0; background: var(--paper) }
.languages legend { float: left; padding: .6rem .75rem .6rem 0; color: var(--quiet) }
.languages label { display: inline-flex; align-items: center; gap: .4rem; min-height: 2.75rem; cursor: pointer }
.docs:has(#in-curl:checked) .sample:not(.curl), .docs:has(#in-typescript:checked) .sample:not(.typescript), .docs:has(#in-php:checked) .sample:not(.php), .docs:has(#in-python:checked) .sample:not(.python) { display: none }
.sample > p, .json > p { font-size: .875rem; color: var(--quiet); margin: .9rem 0 .25rem }
pre { margin: .25rem 0; padding: .9rem 1rem; background: var(--code); border-radius: .75rem; overflow: auto; max-height: 26rem; tab-size: 2 }
:not(pre) > code { background: var(--code); border-radius: .3rem; padding: .1em .3em; overflow-wrap: anywhere }
h3 code, th code { background: none !important; padding: 0 !important }
.builder { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1rem; margin: 1rem 0 }
.builder label { display: grid; gap: .25rem; align-content: start; font-size: .875rem } .builder input, .builder select { width: 100%; font-size: 1rem }
.builder label span { color: var(--quiet) } .builder strong { font-weight: 600 }
.builder button { align-self: end } .broken { color: light-dark(#b42318, #ff9c92) }
.hits { padding: 0; list-style: none } .hits li { padding: .9rem 0; border-top: 1px solid var(--line) } .hits a { font-weight: 600 }
.guide h1, .guide h2, .guide h3 { scroll-margin-top: 5rem } .guide img { max-width: 100% } .guide h3 { margin-top: 1.75rem }
@media (max-width: 40rem) {
  .tools { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap }
  .languages legend { position: absolute; clip-path: inset(50%) } .languages { gap: 0 .9rem }
  .docs main:not(:has(.guide)) tr { display: grid; padding: .5rem 0; border-top: 1px solid var(--line) }
  .docs main:not(:has(.guide)) :is(th, td) { border: 0; padding: .1rem 0; overflow-wrap: anywhere; white-space: normal }
  .docs main:not(:has(.guide)) td:empty { display: none }
}
@media (min-width: 64rem) {
  html { scroll-padding-top: 7.5rem }
  .bar { position: sticky; top: 0; z-index: 2; flex-wrap: nowrap } .languages { top: 3.8rem }
  .docs { display: grid; grid-template: auto 1fr / 17rem minmax(0, 1fr); column-gap: 3rem }
  .bar { grid-column: 1 / -1 } .docs main { grid-column: 2; grid-row: 2; max-width: 52rem }
  .to-contents { display: none !important } .bar form { flex: 0 1 20rem; margin-left: auto }
  nav[id=contents] { grid-column: 1; grid-row: 2; border: 0; margin: 0; position: sticky; top: 3.9rem; align-self: start; max-height: calc(100vh - 3.9rem); overflow-y: auto; padding: .5rem 1rem 2rem 0; font-size: .9375rem }
  nav[id=contents] a { padding: .35rem .6rem }
}
`
