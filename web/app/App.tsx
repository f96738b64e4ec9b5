'use client';

import { NavigationProvider } from '../ui/navigation.ts';
import { ToastProvider } from '../ui/Toast.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Gate } from './Gate.tsx';
import { useAddress } from './useAddress.ts';

/** What every view needs around it. */
export function App() {
  const address = useAddress();
  if (!address) return null;
  return (
    <NavigationProvider value={address}>
      <TooltipProvider>
        <ToastProvider>
          <Gate />
        </ToastProvider>
      </TooltipProvider>
    </NavigationProvider>
  );
}
