import { apiClient } from './support/apiClient.ts';
import { liveClient } from './support/liveClient.ts';
import { addMember } from './support/team.ts';
import { addInstance } from '../shared/document/editDocument.ts';
import { projectListSchema, imageListSchema } from '../shared/protocol/http.ts';
import { writeFileSync } from 'node:fs';
const url='http://127.0.0.1:8491';
const admin=apiClient(url,'shoot-token-000000000000000000000000');
const { projects } = await admin.send('GET', '/projects', projectListSchema);
const p = projects[0];
const ben = await addMember(admin, url, p.id, 'Ben', 'annotator').catch((e)=>{console.log(e); throw e});
const cleo = await addMember(admin, url, p.id, 'Cleo', 'annotator');
const { images } = await admin.send('GET', `/projects/${p.id}/images`, imageListSchema);
writeFileSync('/tmp/shoot/tokens.json', JSON.stringify({ project: p.id, ben, cleo, images: images.map(i=>i.id) }));
let n=0;
for (const [k,image] of images.slice(0,7).entries()) {
  const who = k%2?cleo:ben;
  const live = await liveClient(url, who.token);
  const doc = await live.openDocument(image.id);
  await live.openImage(image.id);
  for (let i=0;i<6;i++) {
    const x=image.width*(0.12+0.15*i), y=image.height*(0.5+0.18*Math.sin(i*2+k));
    const reply = await live.prompt({ promptId: `p${n++}`, imageId: image.id, points: [[x,y,1]] });
    if (reply.status!=='done') { console.log(reply); continue; }
    const c=reply.candidates[0];
    addInstance(doc.doc, { id: crypto.randomUUID(), label: p.labels[i%3].id, geometry: new Uint8Array(c.geometry), createdBy: who.id, source:'model', predictedIou: c.predictedIou }, 'x');
  }
  await new Promise(r=>setTimeout(r,500));
  console.log(image.fileName);
  await live[Symbol.asyncDispose]();
}
process.exit(0);
