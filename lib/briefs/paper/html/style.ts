/** The look of a paper as a page: one sheet on a screen, and pages of A4 from a printer. No other file is loaded. */
export const paperStyle = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f4f2ee;color:#181e2a;font:1rem/1.5 "Source Sans 3","Segoe UI",system-ui,sans-serif}
.sheet{position:relative;max-width:50rem;margin:1.5rem auto;padding:3rem clamp(1.25rem,6vw,4.5rem);background:#fff}
.head,.foot{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;color:#505763;font-size:.875rem}
.head{padding-block-end:.75rem;border-block-end:2px solid #181e2a;margin-block-end:1.5rem}
.head b{color:#181e2a}
.foot{padding-block-start:.75rem;border-block-start:1px solid #d9d6cf;margin-block-start:2rem}
.mark{position:absolute;inset:0;display:grid;place-items:center;overflow:hidden;pointer-events:none}
.mark span{font-size:clamp(1.75rem,7vw,3.5rem);font-weight:600;color:#e8edf2;transform:rotate(-52deg);inline-size:120%;text-align:center;overflow-wrap:anywhere}
.mark .long{font-size:clamp(1rem,3.5vw,1.75rem)}
[dir=rtl] .mark span{transform:rotate(52deg)}
main,.head,.foot{position:relative}
h1,h2,h3,p,ul,ol,dl,blockquote,table{margin:0;padding:0}
h1{font:600 1.6rem/1.25 "Source Serif 4",Georgia,serif}
h2,h3{font-size:1rem;font-weight:600}
h2.large,h3.large{font-family:"Source Serif 4",Georgia,serif;font-size:1.25rem;margin-block-start:1.5rem}
.subtitle{color:#505763;margin-block-end:1.25rem}
main>*+*{margin-block-start:.75rem}
.ask{border-inline-start:5px solid #224d85;padding-inline-start:1.1rem}
.ask h2{color:#224d85;font-size:.9rem}
.ask p{font:600 1.5rem/1.33 "Source Serif 4",Georgia,serif}
.section{display:grid;gap:.5rem 1.5rem;border-block-start:1px solid #d9d6cf;padding-block-start:1rem;margin-block-start:1rem}
@media (min-width:40rem){.section{grid-template-columns:8.5rem minmax(0,1fr)}}
.section>div>*+*{margin-block-start:.6rem}
.text,.wording p,blockquote p:first-child,.plain li{font-family:"Source Serif 4",Georgia,serif}
.note,.annex,.source{color:#505763;font-size:.875rem}
.plain{padding-inline-start:1.2rem}
.columns{columns:3 9rem;padding-inline-start:1.2rem}
.numbered{list-style:none}
.annex li{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 .6rem}
.wording{display:flex;flex-wrap:wrap;gap:0 .5rem;border-inline-start:2px solid #7d8694;padding-inline-start:1rem}
.wording p{flex:1 0 100%}
.wording i{font-style:normal;color:#505763;font-size:.875rem;margin-inline-start:auto}
.wording+.wording{margin-block-start:1rem}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.4rem 1.2rem}
dt{color:#505763}
dd{margin:0}
.grade b{border:1px solid #505763;border-radius:3px;padding:0 .3rem;margin-inline-end:.3rem}
.wide{container-type:inline-size;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:start;font-weight:600;padding-block-end:.3rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .8rem .35rem 0}
[dir=rtl] th,[dir=rtl] td{padding:.35rem 0 .35rem .8rem}
thead th{color:#505763;border-block-end:2px solid #181e2a}
td{border-block-end:1px solid #d9d6cf}
@container (max-width:34rem){table,tbody,tr,caption{display:block}
thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
tr{border-block-end:1px solid #d9d6cf;padding-block:.5rem}
caption{border-block-end:2px solid #181e2a}
.wide td{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.6rem;border:0;padding:.1rem 0}
.wide td::before{content:attr(data-column);color:#505763}
.wide td:first-child{display:block;font-weight:600}
.wide td:empty,.wide td:first-child::before{display:none}}
.code{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between;align-items:center}
.code svg{width:6.5rem;height:6.5rem}
a{color:#224d85}
.date{white-space:nowrap}
em:lang(ar),em:lang(zh){font-style:normal}
:lang(ar),:lang(ar) .ask p{line-height:1.7}
@page{size:A4;margin:18mm 19mm}
@media print{body{background:none}.sheet{margin:0;padding:0;max-width:none}.mark{position:fixed}.break{break-before:page}
.wording,blockquote,.ask,tr,li{break-inside:avoid}h2,h3,.label{break-after:avoid}.section{grid-template-columns:8.5rem minmax(0,1fr)}}
`;
