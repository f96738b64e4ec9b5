'use client';

export function App() {
  return <main>Maskroom</main>;
}
