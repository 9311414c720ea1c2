/** The reference's only style sheet. Colours hold 4.5:1 in both schemes. */
export const docsStyle = `
:root { color-scheme: light dark; --ink: #1b1d29; --quiet: #555a70; --paper: #fff; --line: #d9dbe6; --mark: #3538cd; --wash: #f4f5fb }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef8; --quiet: #a9aec6; --paper: #14161f; --line: #343849; --mark: #a5a8ff; --wash: #1d202c } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.8rem; margin: 0 }
h2 { margin: 2.5rem 0 .5rem; border-bottom: 1px solid var(--line) }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere }
a { color: var(--mark) }
code, .method { font-family: ui-monospace, monospace; font-size: .92em }
.method { color: var(--mark); font-weight: 700 }
section { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .6rem }
p { margin: .4rem 0 }
.quiet { color: var(--quiet) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 }
caption { text-align: left; font-weight: 600; padding: .3rem 0 }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line) }
th { font-weight: 600; white-space: nowrap }
nav ul { columns: 16rem; padding-left: 1.2rem }
:target { background: var(--wash) }
`
