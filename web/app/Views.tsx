import { type ReactNode, useEffect } from 'react';
import { type Late, late, useLate } from '../ui/late.ts';
import { fetchLateParts } from '../ui/lateParts.ts';
import { useNavigation } from '../ui/navigation.ts';
import { useSession } from './account/useSession.ts';
import { NotFound } from './NotFound.tsx';
import { routeOf } from './viewRoute.ts';

// Each in a file of its own, fetched when it is gone to; and only in the browser, where there is one copy of Yjs.
const projects = late(() => import('./projects/ProjectsPage.tsx'));
const account = late(() => import('./account/page/AccountPage.tsx'));
const project = late(() => import('./project/ProjectPage.tsx'));
const workspace = late(() => import('../workspace/Workspace.tsx'));
const queue = late(() => import('../queue/QueuePage.tsx'));
const figures = late(() => import('../monitor/figures/FiguresPage.tsx'));
const quality = late(() => import('./project/quality/QualityPage.tsx'));
const consensus = late(() => import('./project/quality/ConsensusPage.tsx'));
const live = late(() => import('../monitor/LivePage.tsx'));

/** The view that the address asks for. */
export function Views() {
  const { path } = useNavigation();
  const { me } = useSession();
  const route = routeOf(path);
  if (route.view === 'projects') return <View of={projects}>{(part) => <part.ProjectsPage />}</View>;
  if (route.view === 'account') return <View of={account}>{(part) => <part.AccountPage />}</View>;
  if (!('projectId' in route)) return <NotFound />;
  const { projectId } = route;
  switch (route.view) {
    case 'project':
      return <View of={project}>{(part) => <part.ProjectPage key={projectId} projectId={projectId} />}</View>;
    case 'image': {
      const { imageId } = route;
      return (
        <View of={workspace}>
          {(part) => <part.Workspace key={projectId} projectId={projectId} imageId={imageId} />}
        </View>
      );
    }
    case 'queue':
      return (
        <View of={queue}>{(part) => <part.QueuePage key={projectId} projectId={projectId} me={me} />}</View>
      );
    case 'figures':
      return (
        <View of={figures}>
          {(part) => <part.FiguresPage key={projectId} projectId={projectId} meId={me.id} />}
        </View>
      );
    case 'quality':
      return <View of={quality}>{(part) => <part.QualityPage key={projectId} projectId={projectId} />}</View>;
    case 'consensus': {
      const { imageId } = route;
      return (
        <View of={consensus}>
          {(part) => <part.ConsensusPage key={imageId} projectId={projectId} imageId={imageId} />}
        </View>
      );
    }
    case 'live':
      return (
        <View of={live}>{(part) => <part.LivePage key={projectId} projectId={projectId} me={me} />}</View>
      );
  }
}

/** Shows a view as soon as its file is there. */
function View<T>({ of, children }: { readonly of: Late<T>; readonly children: (part: T) => ReactNode }) {
  const part = useLate(of);
  const isThere = part !== undefined;
  useEffect(() => {
    // The workspace says by itself when it has all that it needs first.
    if (isThere && !Object.is(of, workspace)) fetchLateParts();
  }, [isThere, of]);
  return part === undefined ? null : children(part);
}
