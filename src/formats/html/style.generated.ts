// Made by `npm run build:page` from browser/style.css.
export const style = `:root{color-scheme:light dark;--ground: light-dark(#ffffff, #0f1217);--side: light-dark(#f7f8fa, #13171d);--card: light-dark(#ffffff,
#151a21);--code: light-dark(#f6f7f9, #161b22);--line: light-dark(#e4e7ec, #272e38);--edge: light-dark(#cdd3dc, #3b4553);
--text: light-dark(#1a2029, #e6eaf0);--soft: light-dark(#454e5b, #bac3cf);--quiet: light-dark(#5b6472, #96a1af);--accent:
light-dark(#4338ca, #a9b4fd);--tint: light-dark(#eef0ff, #1e2340);--p: light-dark(#4338ca, #a9b4fd);--p-on: light-dark(#ffffff,
#14183a);--s: light-dark(#0b6b64, #6fd8c9);--s-ground: light-dark(#e3f5f2, #10302d);--v: light-dark(#a8145b, #f6a5cb);--v-on:
light-dark(#ffffff, #3a0a22);--f: light-dark(#85500a, #ecc172);--f-ground: light-dark(#fdf3df, #33270d);--dot: light-dark(#8b94a3,
#6d7887);--off: light-dark(#9a3412, #f0b08d);--sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "No\\
to Sans", Arial, sans-serif;--mono: ui-monospace, "SF Mono", SFMono-Regular, "Cascadia Code", Menlo, Consolas, "Liberati\\
on Mono", monospace;--bar: 3.5rem}:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}*,
:before,:after{box-sizing:border-box}html{scroll-padding-top:calc(var(--bar) + 1.25rem);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:400 .9375rem / 1.6 var(--sans);overflow-wrap:anywhere;-webkit-font-smoothing:antialiased}
h1,h2,h3,h4,p,ul,dl,dd,figure,pre{margin:0;padding:0}ul{list-style:none}h1,h2,h3,h4{line-height:1.3;text-wrap:balance}code,
pre,kbd{font-family:var(--mono);font-size:.875em;font-variant-ligatures:none}code{white-space:pre-wrap;unicode-bidi:isolate}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline;text-underline-offset:.2em}button,input{font:inherit;
color:inherit}button{cursor:pointer}[hidden]{display:none!important}:focus-visible{outline:2px solid var(--accent);outline-offset:2px;
border-radius:4px}main:focus{outline:none}.sr{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;
clip-path:inset(50%);white-space:nowrap;border:0}.quiet{color:var(--quiet)}:root:not(.js) .scripted{display:none}.u{unicode-bidi:isolate;
font-style:normal}.u:before{content:attr(data-u);margin:0 .15em;padding:0 .3em;border:1px solid var(--edge);border-radius:3px;
font:.75em var(--mono);color:var(--off);background:var(--ground)}.skip{position:fixed;left:.75rem;top:-4rem;z-index:9;padding:.5rem
.9rem;border-radius:6px;background:var(--accent);color:var(--p-on)}.skip:focus{top:.6rem}.bar{position:sticky;top:0;z-index:5;
display:flex;align-items:center;gap:.75rem;height:var(--bar);padding:0 1.25rem;background:var(--ground);border-bottom:1px
solid var(--line)}.brand{display:flex;align-items:center;gap:.6rem;flex:1 1 0;min-width:0;color:var(--text);font-weight:600;
letter-spacing:-.01em}.brand:hover{text-decoration:none}.brand span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.brand svg{flex:none;fill:var(--p);stroke:none}.brand svg path{stroke:var(--p-on);stroke-width:1.6;stroke-linecap:round}
.find{position:relative;flex:0 1 26rem}.find input{width:100%;height:2.25rem;padding:0 2.25rem 0 .8rem;border:1px solid var(--edge);
border-radius:8px;background:var(--side);font-size:.875rem}.find input::placeholder{color:var(--quiet);opacity:1}.find input:focus{
outline:2px solid var(--accent);outline-offset:-1px;background:var(--ground)}.find input::-webkit-search-cancel-button{display:none}
.find kbd{position:absolute;right:.5rem;top:.45rem;width:1.35rem;height:1.35rem;display:grid;place-items:center;border:1px
solid var(--edge);border-radius:4px;color:var(--quiet);font-size:.75rem;background:var(--ground);pointer-events:none}.find
input:focus+kbd{display:none}.icon{flex:none;display:grid;place-items:center;width:2.25rem;height:2.25rem;padding:0;border:1px
solid transparent;border-radius:8px;background:none;color:var(--soft)}.icon:hover{background:var(--side);border-color:var(--line);
color:var(--text)}.icon svg{fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round}.icon .half{fill:currentColor;
stroke:none}#\\:menu{display:none}.bar:after{content:"";flex:0 0 0}.frame{display:grid;grid-template-columns:17.5rem minmax(0,1fr);
max-width:90rem;margin:0 auto}.side{contain:strict;position:sticky;top:var(--bar);align-self:start;height:calc(100dvh - var(--bar));
overflow-y:auto;overscroll-behavior:contain;padding:1.5rem .75rem 3rem 1.25rem;border-right:1px solid var(--line);font-size:.875rem;
scrollbar-width:thin}.found{padding:0 .6rem .75rem;color:var(--quiet);font-size:.8125rem}.toc>li{display:block;margin-bottom:.9rem}
.toc a{display:inline-block;max-width:100%;padding:.22rem .6rem;border-radius:6px;color:var(--soft);unicode-bidi:isolate}
.toc a:hover{background:var(--side);color:var(--text);text-decoration:none}.toc>li>a{display:block;font-weight:600;color:var(--text)}
.toc [aria-current]{color:var(--accent);background:var(--tint)}.toc ul{margin:.15rem 0 0 .6rem;border-left:1px solid var(--line);
padding-left:.35rem}.toc ul li{display:flex;align-items:center;gap:.25rem}.toc ul a{flex:0 1 auto;min-width:0;font-size:.8125rem}
.toc .kind{margin-left:auto}.js .many .toc ul{display:none}.js .many .toc>li{margin-bottom:.1rem}.js .many .toc>.current>
ul,.js .many .searching .toc ul{display:block}.kind{flex:none;display:inline-block;padding:0 .4em;border:1px solid var(--line);
border-radius:4px;color:var(--quiet);font:500 .6875rem / 1.45 var(--sans);letter-spacing:.02em;vertical-align:.12em}main{
min-width:0;max-width:62rem;padding:2.75rem 3rem 4rem}footer{margin-top:4rem;padding-top:1.25rem;border-top:1px solid var(--line);
color:var(--quiet);font-size:.8125rem}.none{padding:3rem 0;color:var(--quiet)}h1{font-size:2rem;font-weight:700;letter-spacing:-.025em}
.lead{max-width:42rem;margin-top:.75rem;color:var(--soft);font-size:1.0625rem;white-space:pre-line;unicode-bidi:plaintext}
.totals{margin:1rem 0 1.5rem;color:var(--quiet);word-spacing:.02em}.totals b{color:var(--text);font-weight:600}.totals b:not(:first-child){
margin-left:1rem}.scroll{--under: var(--ground);overflow-x:auto;overscroll-behavior-x:contain;scrollbar-width:thin;background:linear-gradient(to
right,var(--under) 40%,transparent) left / 3rem 100% no-repeat local,linear-gradient(to left,var(--under) 40%,transparent)
right / 3rem 100% no-repeat local,linear-gradient(to right,var(--edge),transparent) left / .75rem 100% no-repeat scroll,linear-gradient(to
left,var(--edge),transparent) right / .75rem 100% no-repeat scroll}table{width:100%;border-collapse:collapse;font-size:.875rem}
th,td{padding:.55rem 1rem .55rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:baseline;font-weight:400}
thead th{padding-bottom:.4rem;color:var(--quiet);font-size:.8125rem;white-space:nowrap}tbody th{font-weight:500}tbody tr:last-child>
*{border-bottom:0}.all td,.all tbody th{min-width:6.5rem}.all tbody th{font-weight:600}.table{margin-top:3.5rem;padding-top:3rem;
border-top:1px solid var(--line)}.many .table{content-visibility:auto;contain-intrinsic-size:auto 2600px}.table{scroll-margin-top:-2rem}
.table>header{margin-bottom:.5rem}h2{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;font-size:1.5rem;font-weight:700;
letter-spacing:-.02em}h2 code,h4 code{font:inherit}h2 .copyable{display:inline-flex;align-items:center;gap:.6rem}.anchor{
color:var(--quiet);font-weight:400;opacity:0}h2:hover .anchor,.anchor:focus{opacity:1}.chips{display:flex;flex-wrap:wrap;
gap:.4rem;margin-top:.75rem}.chips li{padding:.1rem .6rem;border:1px solid var(--line);border-radius:99px;color:var(--soft);
background:var(--side);font-size:.8125rem}.chips .off{color:var(--off);border-style:dashed;border-color:var(--edge);background:none}
.part{margin-top:2.25rem}h3{margin-bottom:.85rem;font-size:1.0625rem;font-weight:650;letter-spacing:-.01em}h4{font-size:.9375rem;
font-weight:600}figure{overflow:hidden;border:1px solid var(--line);border-radius:10px;background:var(--card)}figure .scroll{
--under: var(--card);padding:.9rem .9rem .4rem}.keys{display:block;font-family:var(--mono)}.keys text{fill:var(--text);font-size:12.5px;
white-space:pre;unicode-bidi:isolate}.keys .m{text-anchor:middle}.keys .t{fill:var(--quiet);font-size:10.5px}.keys .kind{
fill:var(--quiet);font-family:var(--sans);font-size:11px}.keys .n{font-size:13px}.keys .table .n{font-weight:700}.keys .p{
fill:none}.keys text.p{fill:var(--quiet);font-family:var(--sans);font-size:11.5px}.keys .l{stroke:var(--line)}.keys .k{stroke:var(--edge);
stroke-width:3}.keys .d{fill:var(--dot);stroke:var(--card);stroke-width:5;paint-order:stroke}.keys g g text{text-anchor:middle;
font:700 11.5px var(--sans)}.keys g.p rect{fill:var(--p)}.keys g.p text{fill:var(--p-on)}.keys g.s rect{fill:var(--s-ground);
stroke:var(--s);stroke-width:1.5}.keys g.s text{fill:var(--s)}.keys g.v path{fill:var(--v)}.keys g.v text{fill:var(--v-on)}
.keys g.f rect{fill:var(--f-ground);stroke:var(--f);stroke-width:1.5;stroke-dasharray:3 2}.keys g.f text{fill:var(--f)}.legend{
display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;padding:.55rem .9rem .7rem;color:var(--quiet);font-size:.8125rem}.legend li{
display:inline-flex;align-items:center;gap:.4rem}.mark{display:inline-grid;place-items:center;flex:none;min-width:1.25rem;
padding:0 .2rem;height:1.15rem;border-radius:4px;font:700 .6875rem / 1 var(--sans);vertical-align:.06em}.role .mark{align-self:center}
.mark.p{background:var(--p);color:var(--p-on)}.mark.s{background:var(--s-ground);color:var(--s);border:1.5px solid var(--s);
border-radius:99px}.mark.v{background:var(--v);color:var(--v-on);clip-path:polygon(50% 0,100% 50%,50% 100%,0 50%);width:1.45rem;
height:1.45rem}.mark.f{background:var(--f-ground);color:var(--f);border:1.5px dashed var(--f);border-radius:99px}.mark.d{
min-width:0;padding:0;width:.5rem;height:.5rem;border-radius:50%;background:var(--dot)}.path{padding:1.1rem 0 1.2rem;border-top:1px
solid var(--line)}.path:first-of-type{border-top:0;padding-top:.1rem}.path:target h4{color:var(--accent)}.signature{display:flex;
flex-wrap:wrap;gap:.35rem 1.1rem;margin:.5rem 0 .4rem}.signature li{display:inline-flex;align-items:center;gap:.4rem;min-width:0}
.type{color:var(--quiet);font:500 .75rem var(--mono)}.path>p{max-width:46rem;color:var(--soft)}.path b{color:var(--text);
font-weight:600}.name{padding:.08em .35em;border-radius:4px;background:var(--code);color:var(--text)}.expr{margin-top:.45rem;
font-size:.875rem}.expr span{margin-right:.35rem;color:var(--quiet)}.expr code{color:var(--text)}.own{display:flex;flex-wrap:wrap;
gap:0 1.1rem;margin-top:.2rem;font-size:.875rem}.more{margin-top:.6rem}.more>summary{width:fit-content;padding:.1rem .3rem;
margin-left:-.3rem;border-radius:5px;color:var(--accent);font-size:.875rem;cursor:pointer}.more>summary:hover{background:var(--tint)}
.more>summary::marker{color:var(--quiet);font-size:.8em}.more>.code{margin-top:.4rem}.code{position:relative}pre{max-height:30rem;
overflow:auto;padding:.95rem 1.1rem;border:1px solid var(--line);border-radius:8px;background:var(--code);font-size:.875rem;
line-height:1.55;tab-size:2;scrollbar-width:thin}pre,pre code{white-space:pre;overflow-wrap:normal}.copy{padding:.12rem .6rem;
border:1px solid var(--edge);border-radius:6px;background:var(--ground);color:var(--soft);font:500 .75rem / 1.6 var(--sans);
letter-spacing:0}.copy:hover{border-color:var(--accent);color:var(--accent)}.copy.done{border-color:var(--s);color:var(--s)}
.js .code{padding-top:2.1rem}.code>.copy{position:absolute;top:0;right:0}.tabs{display:flex;gap:.1rem;margin-bottom:.75rem;
overflow-x:auto;scrollbar-width:none;border-bottom:1px solid var(--line)}.tabs button{flex:none;padding:.4rem .75rem .5rem;
border:0;border-bottom:2px solid transparent;background:none;color:var(--quiet);font-size:.875rem}.tabs button:hover{color:var(--text)}
.tabs button:focus-visible{outline-offset:-2px}.tabs [aria-selected=true]{color:var(--accent);border-bottom-color:var(--accent);
font-weight:500}.output+.output{margin-top:1.25rem}.output h4{margin-bottom:.4rem;color:var(--soft)}.js .output{margin-top:0}
.js .outputs>.output:not([role]):not(:first-child){display:none}.note{margin-bottom:.6rem;color:var(--soft);font-size:.875rem}
.refused p{margin-bottom:.5rem;color:var(--off)}.refused pre{white-space:pre-wrap}code::highlight(comment){color:light-dark(#5b6472,#96a1af)}
code::highlight(string){color:light-dark(#0b6b64,#7fd6c8)}code::highlight(number){color:light-dark(#85500a,#ecc172)}code::highlight(word){
color:light-dark(#4338ca,#a9b4fd)}.attributes th[scope=row]{min-width:9rem}.attributes td:nth-child(2){white-space:nowrap}
.attributes tbody tr:target{background:var(--tint)}.attributes tbody code{font-size:.8125rem}.attributes .type{display:inline-block;
min-width:1.6em;color:var(--text)}.role{display:inline-flex;align-items:baseline;gap:.35rem;margin-right:.8rem;white-space:nowrap}
.role.ttl{color:var(--soft)}.settings{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 2.5rem;font-size:.875rem}
.settings div{display:flex;justify-content:space-between;gap:1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}.settings
dt{flex:none;color:var(--soft)}.settings dd{text-align:right;min-width:0}.unmanaged{margin-top:.75rem;color:var(--quiet);
font-size:.875rem}@media(max-width:56rem){.frame{display:block}.bar{flex-wrap:wrap;height:auto;padding:.6rem 1rem;gap:.5rem}
.js .bar,html.js{--bar: 6.2rem}.find{order:5;flex:1 0 100%}.find kbd{display:none}.js #\\:menu{display:grid}.side{contain:none;
position:static;height:auto;border:0;border-bottom:1px solid var(--line);padding:1rem 1rem .5rem}.js .side{display:none}
.js .side.open,.js .side.searching{display:block;position:sticky;z-index:4;max-height:55vh;height:auto;background:var(--ground)}
main{padding:1.75rem 1rem 3rem}h1{font-size:1.625rem}h2{font-size:1.25rem}.table{margin-top:2.5rem;padding-top:2.25rem}.settings{
grid-template-columns:minmax(0,1fr)}.toc a{padding-block:.35rem}}@media(hover:none){.anchor{opacity:1}}@media(prefers-reduced-motion:no-preference){
.copy,.toc a,.tabs button{transition:color .12s,background-color .12s,border-color .12s}}@media(forced-colors:active){.mark,
.chips li,.keys rect{border:1px solid}}@media print{:root,:root[data-theme]{color-scheme:light}.bar,.side,.skip,.copy,.anchor,
.tabs,.legend+*{display:none!important}.frame{display:block}main{max-width:none;padding:0}body{font-size:10pt}.many .table{
content-visibility:visible}.table{break-before:page;border:0;margin:0;padding:0}.path,tr,figure{break-inside:avoid}h2,h3,
h4{break-after:avoid}pre{max-height:none;white-space:pre-wrap}.output h4[hidden]{display:block!important}.scroll{overflow:visible;
background:none}.keys{max-width:100%;height:auto}}
`;
