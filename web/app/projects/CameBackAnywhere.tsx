import { listCameBack } from '../../connection/workApi.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { CameBack } from '../CameBack.tsx';
import { useWorkChanges } from '../useWorkChanges.ts';

/** What came back to this person in whichever project; goes along as it does. */
export function CameBackAnywhere() {
  const { loaded, reload } = useLoaded(listCameBack);
  useWorkChanges(null, reload);
  return loaded.status === 'ready' && <CameBack items={loaded.value} />;
}
