import type { Box } from '@maskroom/shared/geometry/polygon';
import type { EverythingRun } from '../assist/everything/everything.ts';
import type { Image } from '../image/images.ts';
import type { HeldModel } from '../session/PromptModels.ts';
import type { PromptSession } from '../session/PromptSessions.ts';
import { type Connection, imageRoom, modelRoom, type OpenImage } from './connection.ts';

/** Whoever works through a project needs these next. */
const PREWARMED = 2;

export class OpenedImage implements OpenImage {
  everything: EverythingRun | null = null;
  readonly #connection: Connection;
  readonly #image: Image;
  readonly #mayAsk: boolean;
  #answering: Answering;
  #isOpen = true;

  /** `held` is released with the image. */
  constructor(connection: Connection, image: Image, options: { held: HeldModel; mayAsk: boolean }) {
    this.#connection = connection;
    this.#image = image;
    this.#mayAsk = options.mayAsk;
    void connection.socket.join(imageRoom(image.id));
    this.#answering = this.#answerWith(options.held);
  }

  get model(): HeldModel['model'] {
    return this.#answering.held.model;
  }

  get promptSession(): PromptSession | null {
    return this.#answering.session;
  }

  use(held: HeldModel): void {
    if (held.prompts === this.#answering.held.prompts) {
      held.release();
      return;
    }
    this.everything?.cancel();
    // First: both may be of one name, where the model before has failed.
    this.#answering.end();
    this.#answering = this.#answerWith(held);
    hidePreview(this.#connection, this.#image.id);
  }

  prepare(): 'ready' | 'encoding' {
    const answering = this.#answering;
    const { embeddings } = answering.held;
    const isReady = embeddings.isReady(this.#image);
    answering.wish('picture', isReady ? [] : [embeddings.warm(this.#image, 'interactive')]);
    if (this.#mayAsk) void this.#warmNext(answering);
    return isReady ? 'ready' : 'encoding';
  }

  close(): void {
    const { actor, openImages, parts, socket } = this.#connection;
    const { id } = this.#image;
    this.#isOpen = false;
    openImages.delete(id);
    this.everything?.cancel();
    this.#answering.end();
    parts.monitor.sessionClosed(actor.userId, id);
    hidePreview(this.#connection, id);
    void socket.leave(imageRoom(id));
  }

  #answerWith(held: HeldModel): Answering {
    const { actor, socket } = this.#connection;
    const { height, id, width } = this.#image;
    const room = modelRoom(id, held.model.id);
    void socket.join(room);
    const unpin = held.embeddings.pin(this.#image);
    const showRegion = (region: Box, fraction: number): void =>
      void socket.emit('embedding:progress', { imageId: id, model: held.model.id, fraction, region });
    const session = this.#mayAsk ? held.prompts.open(actor.userId, id, { width, height }, showRegion) : null;
    const wishes: Record<Wished, readonly (() => void)[]> = { picture: [], next: [] };
    const wish = (of: Wished, withdrawals: readonly (() => void)[]): void => {
      const before = wishes[of];
      wishes[of] = withdrawals;
      for (const withdraw of before) withdraw();
    };
    return {
      held,
      session,
      wish,
      end() {
        session?.close();
        wish('picture', []);
        wish('next', []);
        unpin();
        void socket.leave(room);
        held.release();
      },
    };
  }

  async #warmNext(answering: Answering): Promise<void> {
    const { actor, log, parts } = this.#connection;
    try {
      const next = await parts.following(actor.userId, this.#image, PREWARMED);
      if (answering !== this.#answering || !this.#isOpen) return;
      const { embeddings } = answering.held;
      answering.wish(
        'next',
        next.map((image) => embeddings.warm(image, 'prewarm')),
      );
    } catch (cause) {
      log.warn({ imageId: this.#image.id, err: cause }, 'the next images could not be prepared');
    }
  }
}

/** What the encoder is asked for: this picture, and those that come next. */
type Wished = 'picture' | 'next';

/** One model's part in an open image. */
interface Answering {
  readonly held: HeldModel;
  readonly session: PromptSession | null;
  /** Replaces what was asked of the encoder before; takes ways to take it back. */
  wish(of: Wished, withdrawals: readonly (() => void)[]): void;
  end(): void;
}

/** Tells the others that this person has no mask in flight any more. */
export function hidePreview({ actor, socket }: Connection, imageId: string): void {
  socket.to(imageRoom(imageId)).emit('preview:show', {
    userId: actor.userId,
    userName: actor.name,
    imageId,
    geometry: new Uint8Array(),
  });
}
