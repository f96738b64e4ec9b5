/** What an address shows. */
export type Route =
  | { readonly view: 'projects' }
  | { readonly view: 'account' }
  | { readonly view: 'sign-in' }
  | { readonly view: 'welcome' }
  | { readonly view: 'join' }
  | { readonly view: 'project'; readonly projectId: string }
  | { readonly view: 'queue'; readonly projectId: string }
  | { readonly view: 'live'; readonly projectId: string }
  | { readonly view: 'figures'; readonly projectId: string }
  | { readonly view: 'quality'; readonly projectId: string }
  | { readonly view: 'consensus'; readonly projectId: string; readonly imageId: string }
  | { readonly view: 'image'; readonly projectId: string; readonly imageId: string }
  | { readonly view: 'nowhere' };

const nowhere: Route = { view: 'nowhere' };

/** Reads a path; a slash at the end changes nothing. */
export function routeOf(path: string): Route {
  const [first, projectId, third, imageId, ...rest] = path.split('/').filter(Boolean);
  if (first === undefined) return { view: 'projects' };
  if (first === 'projects' && projectId === undefined) return { view: 'projects' };
  if (first === 'projects' && rest.length === 0) return projectRoute(projectId, third, imageId);
  if (projectId !== undefined) return nowhere;
  return first === 'sign-in' || first === 'welcome' || first === 'join' || first === 'account'
    ? { view: first }
    : nowhere;
}

function projectRoute(projectId: string, part: string | undefined, imageId: string | undefined): Route {
  if (part === undefined) return { view: 'project', projectId };
  if (part === 'quality')
    return imageId === undefined ? { view: part, projectId } : { view: 'consensus', projectId, imageId };
  if (part === 'images' && imageId !== undefined) return { view: 'image', projectId, imageId };
  if ((part === 'queue' || part === 'live' || part === 'figures') && imageId === undefined)
    return { view: part, projectId };
  return nowhere;
}
