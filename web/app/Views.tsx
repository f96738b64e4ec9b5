import dynamic from 'next/dynamic';
import { useNavigation } from '../ui/navigation.ts';
import { useSession } from './account/useSession.ts';
import { NotFound } from './NotFound.tsx';
import { ProjectPage } from './project/ProjectPage.tsx';
import { ProjectsPage } from './projects/ProjectsPage.tsx';
import { routeOf } from './viewRoute.ts';

// Each in a file of its own, fetched when it is gone to; and only in the browser, where there is one copy of Yjs.
const Workspace = dynamic(() => import('../workspace/Workspace.tsx').then((part) => part.Workspace), {
  ssr: false,
});
const QueuePage = dynamic(() => import('../queue/QueuePage.tsx').then((part) => part.QueuePage), {
  ssr: false,
});
const LivePage = dynamic(() => import('../monitor/LivePage.tsx').then((part) => part.LivePage), {
  ssr: false,
});

/** The view that the address asks for. */
export function Views() {
  const { path } = useNavigation();
  const { me } = useSession();
  const route = routeOf(path);
  switch (route.view) {
    case 'projects':
      return <ProjectsPage />;
    case 'project':
      return <ProjectPage key={route.projectId} projectId={route.projectId} />;
    case 'queue':
      return <QueuePage key={route.projectId} projectId={route.projectId} me={me} />;
    case 'image':
      return <Workspace key={route.projectId} projectId={route.projectId} imageId={route.imageId} />;
    case 'live':
      return <LivePage key={route.projectId} projectId={route.projectId} />;
    default:
      return <NotFound />;
  }
}
