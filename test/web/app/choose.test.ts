import { expect, test } from 'vitest';
import { chooseUpTo, nothingChosen, toggle } from '../../../web/app/project/choice/choose.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

test('a picture is chosen and left again; with Shift all from the last one to it are chosen, either way', () => {
  const one = toggle(nothingChosen, 'd');
  expect([...toggle(one, 'd').ids]).toEqual([]);
  const back = chooseUpTo(one, 'b', order);
  expect([...back.ids].sort()).toEqual(['b', 'c', 'd']);
  expect([...chooseUpTo(toggle(back, 'e'), 'd', order).ids].sort()).toEqual(['b', 'c', 'd', 'e']);
});

test('with Shift and no last one in sight it is the picture alone', () => {
  expect([...chooseUpTo(nothingChosen, 'c', order).ids]).toEqual(['c']);
  expect([...chooseUpTo(toggle(nothingChosen, 'hidden'), 'c', order).ids]).toEqual(['hidden', 'c']);
});
