'use client';

// Before the first schema is made.
import '../connection/parseWithoutEval.ts';
import { useLanguage } from '../ui/language/useLanguage.ts';
import { NavigationProvider } from '../ui/navigation.ts';
import { ToastProvider } from '../ui/Toast.tsx';
import { TooltipLayer } from '../ui/TooltipLayer.tsx';
import { Gate } from './Gate.tsx';
import { useAddress } from './useAddress.ts';

/** What every view needs around it. */
export function App() {
  const address = useAddress();
  const language = useLanguage();
  if (!address || !language) return null;
  return (
    <NavigationProvider key={language} value={address}>
      <ToastProvider>
        <Gate />
        <TooltipLayer />
      </ToastProvider>
    </NavigationProvider>
  );
}
