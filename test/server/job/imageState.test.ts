import { expect, test } from 'vitest';
import { createJobPeople } from '../../support/jobPeople.ts';

test('J1: an image is new, then in progress until everybody who is asked has submitted it', async () => {
  const { ann, ben, draw, imageIds, job, jobDo, lee, outcome, stateOf, submit } = await createJobPeople(2);
  const [image, other] = imageIds;
  expect(await stateOf(image)).toBe('new');
  await draw(image, 'a', ann);
  expect(await stateOf(image)).toBe('in progress');
  await job([image], { assigneeId: ann.id });
  const open = await job([image, other]);
  expect((await submit(ann, image)).state).toBe('in progress');
  await jobDo(ben, open, 'claim');
  expect(await stateOf(image)).toBe('in progress');
  await outcome(ben, 'PUT', `/projects/p/jobs/${open.id}/images/${image}/skip`, { reason: 'Known already' });
  expect(await stateOf(image)).toBe('submitted');
  await outcome(lee, 'PUT', `/projects/p/jobs/${open.id}`, { assigneeId: null });
  expect(await stateOf(image)).toBe('in progress');
});

test('J2, J4: decisions on all of it say how a submitted image is; before that they say nothing', async () => {
  const { ann, decide, draw, imageIds, stateOf, submit } = await createJobPeople(2);
  const [image, empty] = imageIds;
  await draw(image, 'a', ann);
  await draw(image, 'b', ann);
  await decide('a', 'accepted');
  expect(await stateOf(image)).toBe('in progress');
  await decide('a', 'none');
  expect((await submit(ann, image)).state).toBe('submitted');
  await decide('a', 'accepted');
  expect(await stateOf(image)).toBe('in review');
  await decide('b', 'rejected');
  expect(await stateOf(image)).toBe('rejected');
  await decide('b', 'accepted');
  expect(await stateOf(image)).toBe('accepted');
  await draw(image, 'c', ann);
  expect(await stateOf(image)).toBe('in review');
  expect((await submit(ann, empty)).state).toBe('accepted');
});

test('J3, J12: a returned image is rejected until it is submitted again', async () => {
  const { ann, ben, giveBack, imageIds, rae, stateOf, submit, told } = await createJobPeople(1);
  const [image] = imageIds;
  expect(await giveBack(rae, image)).toBe('conflict');
  await submit(rae, image);
  expect(await giveBack(rae, image)).toBe('own-work');
  await submit(ann, image);
  await submit(ben, image);
  expect(await giveBack(ann, image)).toBe('forbidden');
  expect(await giveBack(rae, image, ' ')).toBe('bad-request');
  expect((await giveBack(rae, image, 'Two cars are missing')).state).toBe('rejected');
  expect(told).toHaveLength(2);
  for (const { id } of [ann, ben])
    expect(told).toContainEqual(
      expect.objectContaining({ to: id, kind: 'returned', reason: 'Two cars are missing', byName: 'rae' }),
    );
  await submit(ann, image);
  expect(await stateOf(image)).toBe('rejected');
  expect((await submit(ben, image)).state).toBe('accepted');
});

test('J10: what lacks a required answer is not submitted, unless it is accepted', async () => {
  const { ann, call, decide, draw, imageIds, submit } = await createJobPeople(1);
  const attributes = [{ kind: 'text', name: 'plate', required: true }];
  const label = (await call('POST', '/projects/p/labels', { body: { name: 'Car', attributes } })).json();
  await draw(imageIds[0], 'a', ann, { label_id: label.id });
  await draw(imageIds[0], 'b', ann, { label_id: label.id });
  const [{ id: plate }] = label.attributes;
  await draw(imageIds[0], 'c', ann, { label_id: label.id, attributes: JSON.stringify({ [plate]: 'X 1' }) });
  const refused = await call('PUT', `/images/${imageIds[0]}/submission`, { token: ann.token });
  const missing = ['a', 'b'].map((instanceId) => ({ instanceId, label: 'Car', attributes: ['plate'] }));
  expect(refused.json()).toMatchObject({ code: 'incomplete', objects: 2, missing });
  expect(refused.json().detail).toBe(
    '2 objects lack what their labels require, the first is of "Car": answer "plate", then submit again.',
  );
  await decide('a', 'accepted');
  const still = await call('PUT', `/images/${imageIds[0]}/submission`, { token: ann.token });
  expect(still.json().detail).toBe(
    'An object of "Car" lacks what its label requires: answer "plate", then submit again.',
  );
  await decide('b', 'accepted');
  await decide('c', 'accepted');
  expect((await submit(ann, imageIds[0])).state).toBe('accepted');
});

test('J11: one’s own submission can be withdrawn while it stands', async () => {
  const { ann, ben, giveBack, imageIds, outcome, rae, submit } = await createJobPeople(1);
  const withdraw = (who: typeof ann) => outcome(who, 'DELETE', `/images/${imageIds[0]}/submission`);
  await submit(ann, imageIds[0]);
  expect(await withdraw(ben)).toBe('not-found');
  expect((await withdraw(ann)).state).toBe('new');
  await submit(ann, imageIds[0]);
  await giveBack(rae, imageIds[0]);
  expect(await withdraw(ann)).toBe('not-found');
});
