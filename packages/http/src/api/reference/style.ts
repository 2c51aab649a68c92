/** All there is to how the page looks. Nothing is fetched for it. */
export const style = `
:root{--ink:#1c1b22;--soft:#5b5966;--paper:#fff;--card:#f6f5f9;--line:#dcdae3;--accent:#5237c9;--get:#176b3a;--post:#5237c9;--put:#8a5300;--delete:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#eceaf3;--soft:#aeabbd;--paper:#16151b;--card:#201f28;--line:#383644;--accent:#b8a9ff;--get:#7ddba0;--post:#b8a9ff;--put:#f2c27b;--delete:#ff9d94}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.page{max-width:84rem;margin:0 auto;padding:0 1rem 4rem}
a{color:var(--accent)}
h1{margin:0;font-size:1.75rem}
header{padding:1.5rem 0 1rem}
header p{margin:.25rem 0;color:var(--soft)}
h2{margin:2.5rem 0 1rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{margin:0;font-size:1.05rem}
h3 a{color:inherit;text-decoration:none}
h3 a:hover,h3 a:focus-visible{text-decoration:underline}
nav{font-size:.9rem}
nav summary{cursor:pointer;padding:.5rem 0;font-weight:600}
nav ul{list-style:none;margin:0;padding:0 0 .5rem}
nav li a{display:flex;gap:.5rem;align-items:baseline;padding:.3rem 0;color:var(--ink);text-decoration:none}
nav li a:hover,nav li a:focus-visible{text-decoration:underline}
nav .method{min-width:3.4rem;font-size:.7rem}
article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
article p,.steps p{margin:.5rem 0}
.route{overflow-wrap:anywhere}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;color:var(--soft);font-size:.9rem}
.method{display:inline-block;min-width:3.75rem;font:700 .8rem ui-monospace,monospace}
.get{color:var(--get)}.post{color:var(--post)}.put,.patch{color:var(--put)}.delete{color:var(--delete)}
code{font:.875em ui-monospace,monospace;overflow-wrap:anywhere}
pre{margin:.5rem 0;padding:.75rem;background:var(--paper);border:1px solid var(--line);border-radius:.375rem;overflow-x:auto}
pre code{overflow-wrap:normal;font-size:.8rem;line-height:1.45}
.steps{padding-left:1.25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.5rem 1rem}
dt{font-weight:600}
dd{margin:0;min-width:0}
table{width:100%;border-collapse:collapse;font-size:.9rem;margin:.5rem 0}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-top:1px solid var(--line);font-weight:400}
th em{color:var(--soft);font-size:.85em}
td.type{color:var(--soft);white-space:nowrap}
th code{white-space:nowrap}
th em{display:block}
td span{display:block}
details{margin:.5rem 0}
details summary{cursor:pointer;padding:.25rem 0}
.codes{columns:2;margin:.25rem 0;padding-left:0;list-style:none;font-size:.9rem}
:target{outline:2px solid var(--accent);outline-offset:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (min-width:72rem){
.page{display:grid;grid-template-columns:16rem minmax(0,1fr);gap:0 2rem}
header{grid-column:1/-1}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding-bottom:2rem}
.sides{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 1.5rem}
}
@media (max-width:40rem){
dl{grid-template-columns:1fr;gap:0 0}
dd{margin-bottom:.75rem}
.codes{columns:1}
table:not(.problems) tr{display:grid;padding:.4rem 0;border-top:1px solid var(--line)}
table:not(.problems) th,table:not(.problems) td{border:0;padding:0;white-space:normal}
.problems{font-size:.8rem}
}
`;
