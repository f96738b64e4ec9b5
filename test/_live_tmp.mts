import { liveClient } from './support/liveClient.ts';
import { addInstance } from '../shared/document/editDocument.ts';
import { readFileSync } from 'node:fs';
const url='http://127.0.0.1:8491';
const t=JSON.parse(readFileSync('/tmp/shoot/tokens.json','utf8'));
let n=0; const end=Date.now()+Number(process.argv[2]??60)*1000;
async function person(who, image, every, keep, labels) {
  const live = await liveClient(url, who.token); const o = await live.openImage(image); const doc = await live.openDocument(image);
  doc.provider.awareness.setLocalState({ user:{id:who.id,name:who.name,color:1}, cursor:null, tool:'smart', labelId:null, selected:[] });
  while (Date.now()<end) {
    const r = await live.prompt({ promptId:`q${Date.now()}${n++}`, imageId:image, points:[[o.width*Math.random(), o.height*Math.random(),1]] });
    if (r.status==='done' && Math.random()<keep) addInstance(doc.doc,{ id:crypto.randomUUID(), label:labels[n%3], geometry:new Uint8Array(r.candidates[0].geometry), createdBy:who.id, source:'model', predictedIou:r.candidates[0].predictedIou },'x');
    await new Promise(r=>setTimeout(r,every*(0.5+Math.random())));
  }
  process.exit(0);
}
const p = await (await fetch(url+'/api/v1/projects/'+t.project,{headers:{authorization:'Bearer '+t.ben.token}})).json();
const labels=p.labels.map(l=>l.id);
person(t.ben, t.images[7], 1500, 0.8, labels); person(t.cleo, t.images[4], 700, 0.15, labels); person(t.ben, t.images[0], 1e9, 0, labels);
