import { App } from '../App.tsx';

/** One page for every address: the server answers deep links with it and the client picks the view. */
export function generateStaticParams() {
  return [{ slug: [] }];
}

export default function Page() {
  return <App />;
}
