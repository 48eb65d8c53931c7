// Made by `npm run build:page` from browser/page.ts.
export const script = `"use strict";(()=>{function m(e){let t=document.getElementById(e);if(!t)throw new Error(\`the page has no \${e}\`);return t}function u(e,t=document){
return[...t.querySelectorAll(e)]}function f(e,t,o=""){let n=document.createElement(e);return t&&(n.className=t),n.textContent=
o,n}function y(e){let t=f("button",e);return t.type="button",t}function L(e){m(":status").textContent=e}function T({ctrlKey:e,
metaKey:t,altKey:o}){return e||t||o}function S(e){let t=e.querySelector("code");if(!t)return;let o=e.dataset.copy??"",n=y("copy"),r=f("span","","Copy");n.append(
r,f("span","sr",\` \${o}\`));let s;n.addEventListener("click",async()=>{let a=await K(t.textContent??"");n.focus(),a||getSelection()?.
selectAllChildren(t),r.textContent=a?"Copied":"Press Ctrl+C",n.classList.toggle("done",a),L(a?\`Copied: \${o}\`:"Copying wa\\
s denied. The text is selected."),clearTimeout(s),s=setTimeout(()=>{r.textContent="Copy",n.classList.remove("done")},1600)}),
e.append(n)}async function K(e){try{return await navigator.clipboard.writeText(e),!0}catch{return P(e)}}function P(e){let t=f(
"textarea","sr");t.value=e,document.body.append(t),t.select();try{return document.execCommand("copy")}catch{return!1}finally{
t.remove()}}function A(e,t){let o=new IntersectionObserver(n=>{for(let{isIntersecting:r,target:s}of n)r&&(o.unobserve(s),t(s))},{rootMargin:"\\
1500px 0px"});for(let n of e)o.observe(n)}function I(e,t){let o=m(":tables"),n=new Set,r,s=i=>{if(r?.classList.remove("c\\
urrent"),r?.firstElementChild?.removeAttribute("aria-current"),r=i,!i)return;i.classList.add("current"),i.firstElementChild?.
setAttribute("aria-current","true");let[l,c]=[o.getBoundingClientRect(),i.getBoundingClientRect()];o.contains(document.activeElement)||
(c.top<l.top||c.top>l.bottom-60)&&(o.scrollTop+=c.top-l.top-80)},a=new IntersectionObserver(i=>{for(let{isIntersecting:d,
target:p}of i)d?n.add(p):n.delete(p);let l=e.find(d=>n.has(d)),c=l&&t.get(l.dataset.table??"");c!==r&&s(c)},{rootMargin:"\\
-15% 0px -70% 0px"});for(let i of e)a.observe(i)}var B=["comment","string","number","word"],x=typeof Highlight=="function"&&CSS.highlights?new Map(B.map(e=>[e,new Highlight])):
void 0;for(let[e,t]of x??[])CSS.highlights.set(e,t);var U=6e4,R=e=>\`(?<![A-Za-z0-9_.-])(?:\${e})(?![A-Za-z0-9_.-])\`,j="im\\
port|from|export|const|new|await|class|extends|super|this|constructor|true|false|null|resource|aws|flowchart",z=new RegExp(
["(?<comment>^[ ]*(?:#|//|%%|--)(?!#).*)",String.raw\`(?<string>"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')\`,\`(?<word>\${R(j)})\`,
\`(?<number>\${R("[0-9]+")})\`].join("|"),"gm");function E(e){if(x)for(let t of u("pre > code",e)){let o=t.firstChild;if(!(t.
dataset.painted||t.childNodes.length!==1||!(o instanceof Text))&&!(o.length>U)){t.dataset.painted="yes";for(let n of o.data.
matchAll(z)){let r=B.find(i=>n.groups?.[i]!==void 0);if(!r)continue;let[s,a]=[n.index,n.index+n[0].length];x.get(r)?.add(
new StaticRange({startContainer:o,startOffset:s,endContainer:o,endOffset:a}))}}}}function $(e,t){let o=m(":search"),n=m(":tables"),r=n.querySelector(".found"),s=document.querySelector(".none"),a,i,l=()=>{
let p=o.value.toLowerCase().split(" ").filter(Boolean),h=p.length>0;a??=V(e,t),n.classList.toggle("searching",h);let g={
tables:0,indexes:0,attributes:0};for(let q of a)_(q,p,g);let M=g.tables+g.indexes+g.attributes,C=M?W(g):"No match";r&&(r.
hidden=!h,r.textContent=C),s&&(s.hidden=!h||M>0),clearTimeout(i),i=setTimeout(()=>L(h?\`\${C}\${M?" found":""}\`:""),250)};o.
addEventListener("input",l),o.value&&l();let c=()=>n.classList.contains("searching"),d=()=>u(c()?".toc a.hit":".toc a",n).
filter(p=>p.checkVisibility());return{input:o,isOn:c,links:d,clear(){o.value="",l()},best(){let p=o.value.trim().toLowerCase(),
h=d();return h.find(({textContent:g})=>g?.toLowerCase()===p)??h[0]}}}function V(e,t){let o=new Map(u("[data-row]").map(n=>[
n.dataset.row,n]));return e.flatMap(n=>{let r=n.dataset.table??"",s=t.get(r);if(!s)return[];let a=u(":scope > ul > li",s).
map(l=>{let c=l.firstElementChild;return{item:l,link:c,name:c?.textContent?.toLowerCase()??""}}),i=u(".attributes tbody \\
tr",n).map(({id:l,cells:c})=>{let d=c?.[0]?.textContent??"";return{id:l,label:d,name:d.toLowerCase()}});return[{section:n,
item:s,row:o.get(r),link:s.firstElementChild,name:r.toLowerCase(),indexes:a,attributes:i}]})}function _(e,t,o){let n=t.length>
0,r=n&&t.every(c=>e.name.includes(c)),s=({name:c})=>n&&t.some(d=>c.includes(d))&&t.every(d=>c.includes(d)||e.name.includes(
d));for(let c of u(":scope > .hits",e.item))c.remove();e.link?.classList.toggle("hit",r);let a=0;for(let c of e.indexes){
let d=s(c);c.link?.classList.toggle("hit",d),c.item.hidden=n&&!d&&!r,d&&(a+=1)}let i=e.attributes.filter(s);i.length&&e.
item.append(Z(i)),o.tables+=Number(r),o.indexes+=a,o.attributes+=i.length;let l=!n||r||a>0||i.length>0;for(let c of[e.item,
e.section,e.row])c&&(c.hidden=!l)}function Z(e){let t=f("ul","hits");for(let{id:o,label:n}of e){let r=f("a","hit",n);r.href=
\`#\${o}\`;let s=f("li","");s.append(r," ",f("span","kind","Attribute")),t.append(s)}return t}function W({tables:e,indexes:t,
attributes:o}){let n=(r,s,a)=>r?[\`\${r} \${r===1?s:a}\`]:[];return[...n(e,"table","tables"),...n(t,"index","indexes"),...n(
o,"attribute","attributes")].join(", ")}var w=0;function O(e){let t=u(":scope > .output",e);if(!t.length)return;let o=f("div","tabs");o.setAttribute("role","tab\\
list"),o.setAttribute("aria-label",e.dataset.label??"");let n=t.map(a=>F(a,o)),r=a=>{n.forEach((i,l)=>{i.setAttribute("a\\
ria-selected",String(l===a)),i.tabIndex=l===a?0:-1,t[l].hidden=l!==a}),E(t[a])},s=a=>{r(a),n[a].focus({preventScroll:!0});
let[i,l]=[o.getBoundingClientRect(),n[a].getBoundingClientRect()];(l.left<i.left||l.right>i.right)&&(o.scrollLeft+=l.left-
i.left-16)};o.addEventListener("click",({target:a})=>{let i=n.findIndex(l=>a instanceof Node&&l.contains(a));i>=0&&s(i)}),
o.addEventListener("keydown",a=>{let i=n.findIndex(c=>c.ariaSelected==="true"),l=G(a.key,i,n.length-1);l===void 0||T(a)||
(a.preventDefault(),s(l))}),e.prepend(o),r(0)}function F(e,t){let o=e.querySelector("h4"),n=y("");return n.textContent=o?.
textContent??"",w+=1,n.id=\`:tab-\${w}\`,e.id=\`:panel-\${w}\`,n.setAttribute("role","tab"),n.setAttribute("aria-controls",e.id),
e.setAttribute("role","tabpanel"),e.setAttribute("aria-labelledby",n.id),o&&(o.hidden=!0),t.append(n),n}function G(e,t,o){
switch(e){case"ArrowRight":return t===o?0:t+1;case"ArrowLeft":return t===0?o:t-1;case"Home":return 0;case"End":return o;default:
return}}var v="tablewright-theme",N=matchMedia("(prefers-color-scheme: dark)"),b=J();function k(){return N.matches?"dark":"light"}
function J(){try{let e=localStorage.getItem(v);return e==="dark"||e==="light"?e:void 0}catch{return}}function H(){let{dataset:e}=document.
documentElement;b?e.theme=b:delete e.theme}function D(){let e=m(":theme"),t=e.firstElementChild,o=()=>{H();let n=(b??k())===
"dark"?"Use the light theme":"Use the dark theme";t&&(t.textContent=n),e.title=n};e.addEventListener("click",()=>{let n=(b??
k())==="dark"?"light":"dark";b=n===k()?void 0:n;try{b?localStorage.setItem(v,b):localStorage.removeItem(v)}catch{}o()}),
N.addEventListener("change",o),o()}document.documentElement.classList.add("js");H();document.addEventListener("DOMContentLoaded",Q);function Q(){D();let e=u(
"section.table"),t=new Map(u(".toc > li").map(i=>[i.dataset.table??"",i])),o=X(Y);A(e,o),I(e,t);let n=te(),r=$(e,t),s=()=>{
let i=document.getElementById(ee());if(!i||!location.hash)return;let l=i.closest("section.table");l?.hidden&&r.clear(),l&&
o(l);let c=i.matches(".path")?i.querySelector("details"):void 0;c&&(c.open=!0),n(!1),i.scrollIntoView()},a=m(":tables");
a.addEventListener("click",({target:i})=>{let l=i instanceof Element?i.closest("a"):void 0;l&&(n(!1),l.hash===location.hash&&
s())}),document.addEventListener("keydown",i=>{T(i)||ne(i,r,a,()=>n(!1))}),addEventListener("hashchange",s),s()}function X(e){
let t=new WeakSet;return o=>{t.has(o)||(t.add(o),e(o))}}function Y(e){u("[data-copy]",e).forEach(S),u(".outputs",e).forEach(
O);for(let t of u("details",e))t.open?E(t):t.addEventListener("toggle",()=>E(t),{once:!0})}function ee(){let e=location.
hash.slice(1);try{return decodeURIComponent(e)}catch{return e}}function te(){let e=m(":menu"),t=o=>{m(":tables").classList.
toggle("open",o),e.setAttribute("aria-expanded",String(o))};return e.addEventListener("click",()=>t(e.getAttribute("aria\\
-expanded")!=="true")),t}function ne(e,t,o,n){let{input:r}=t,s=e.target instanceof Element?e.target:document.body,a=s.matches(
"input, textarea, select, [contenteditable]");e.key==="/"&&!a?(e.preventDefault(),r.focus(),r.select()):e.key==="Escape"?
s===r&&!r.value?r.blur():s===r||t.isOn()?(e.preventDefault(),t.clear(),r.focus()):n():(s===r||o.contains(s))&&oe(e,t,s)}
function oe(e,t,o){let n=t.links(),r=n.findIndex(s=>s.contains(o));if(e.key==="ArrowDown"&&n.length)e.preventDefault(),n[Math.
min(r+1,n.length-1)].focus();else if(e.key==="ArrowUp"&&r>=0)e.preventDefault(),r===0?t.input.focus():n[r-1].focus();else if(e.
key==="Enter"&&o===t.input&&t.isOn()){let s=t.best();if(!s)return;e.preventDefault(),s.focus(),s.click()}}})();
`;
