import { type ImageTagged, imageTagsSchema, projectTagsSchema } from '@maskroom/shared/protocol/tags';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { getImage } from '../../connection/api.ts';
import { call, json } from '../../connection/http.ts';
import type { AppSocket } from '../../connection/socketClient.ts';

/** The words on the open picture, as people put them on and take them off. */
export interface TagFeed {
  readonly store: StoreApi<{ readonly tags: readonly string[] }>;
  /** @throws Problem */
  add(tag: string): Promise<void>;
  /** @throws Problem */
  remove(tag: string): Promise<void>;
  /** Those in use in the project that the picture has not, most used first. */
  suggestions(): Promise<readonly string[]>;
  close(): void;
}

interface TaggedImage {
  readonly id: string;
  readonly projectId: string;
  readonly tags: readonly string[];
}

export function openTagFeed(socket: AppSocket, { id, projectId, tags }: TaggedImage): TagFeed {
  const store = createStore<{ readonly tags: readonly string[] }>(() => ({ tags }));
  const change = async (body: object): Promise<void> =>
    store.setState(await call(imageTagsSchema, `/images/${encodeURIComponent(id)}/tags`, json('PUT', body)));

  /** Whoever was away asks again: what changed meanwhile was told to others only. */
  const onConnect = () => {
    getImage(id).then(
      ({ tags }) => store.setState({ tags }),
      () => undefined,
    );
  };
  const onTagged = ({ imageId, tags }: ImageTagged) => {
    if (imageId === id) store.setState({ tags });
  };
  socket.on('image:tagged', onTagged);
  socket.on('connect', onConnect);
  return {
    store,
    add: (tag) => change({ add: [tag] }),
    remove: (tag) => change({ remove: [tag] }),
    async suggestions() {
      const { tags } = await call(projectTagsSchema, `/projects/${encodeURIComponent(projectId)}/tags`);
      return tags.map(({ tag }) => tag).filter((tag) => !store.getState().tags.includes(tag));
    },
    close() {
      socket.off('image:tagged', onTagged);
      socket.off('connect', onConnect);
    },
  };
}
