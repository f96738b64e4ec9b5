/** The origin of a transaction that goes back or forth over a step of an earlier page. */
export class HistoryOrigin {
  constructor(readonly undoing: boolean) {}
}
