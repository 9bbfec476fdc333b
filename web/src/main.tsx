import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Application } from './app/application.tsx';
import { preloadPage } from './app/pages.ts';
import './app/tokens.css';
import './app/base.css';
import { applyLanguage } from './language/language.ts';
import { takeTokenFromAddress } from './sign-in/token-address.ts';
import { applyTheme } from './theme/theme.ts';

applyTheme();
applyLanguage();
takeTokenFromAddress();
preloadPage(location.pathname);
const root = document.querySelector('#root');
if (!root) throw new Error('#root: found no element');
createRoot(root).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
