import { expect, test } from 'vitest';
import { routeOf } from '../../../web/app/viewRoute.ts';
import { paths } from '../../../web/ui/paths.ts';

test('every address that the app writes leads to its view', () => {
  expect(routeOf(paths.projects)).toEqual({ view: 'projects' });
  expect(routeOf(paths.project('p'))).toEqual({ view: 'project', projectId: 'p' });
  expect(routeOf(paths.queue('p'))).toEqual({ view: 'queue', projectId: 'p' });
  expect(routeOf(paths.live('p'))).toEqual({ view: 'live', projectId: 'p' });
  const image = new URL(paths.image('p', 'i', 'o'), 'http://host');
  expect(routeOf(image.pathname)).toEqual({ view: 'image', projectId: 'p', imageId: 'i' });
  expect(image.searchParams.get('object')).toBe('o');
  expect(routeOf(new URL(paths.signIn('/projects/p'), 'http://host').pathname)).toEqual({ view: 'sign-in' });
  expect(routeOf('/projects/p/')).toEqual({ view: 'project', projectId: 'p' });
});

test('anything else leads nowhere', () => {
  for (const path of [
    '/x',
    '/projects/p/images',
    '/projects/p/queue/x',
    '/projects/p/images/i/x',
    '/sign-in/x',
  ])
    expect(routeOf(path)).toEqual({ view: 'nowhere' });
});
