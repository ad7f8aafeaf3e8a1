// Copies MudBlazor's style sheet without the components that no page uses, which are nine tenths of it:
// node mudblazor.mjs SOURCE TARGET
import { writeFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";

// Classes by the component they belong to. A test compares the components of the pages with this list.
const components = {
  MudThemeProvider: [],
  MudDialogProvider: ["mud-overlay"],
  MudSnackbarProvider: ["mud-snackbar", "mud-alert"],
  MudPopoverProvider: ["mud-popover"],
  MudDialog: ["mud-dialog", "mud-overlay", "mud-scroll"],
  MudMenu: ["mud-menu", "mud-popover", "mud-overlay", "mud-list", "mud-paper", "mud-button", "mud-icon-button", "mud-ripple"],
  MudMenuItem: ["mud-menu", "mud-list", "mud-icon", "mud-ripple"],
  MudDivider: ["mud-divider"],
  MudSkeleton: ["mud-skeleton"],
};

// Classes that several components use, and the utility classes that they set.
const shared = ["mud-icon", "mud-svg", "mud-typography", "mud-elevation", "mud-width", "mud-height", "mud-inherit"];
const utilities = /^((d|flex|align|justify)-[a-z]+|[mp][a-z]-(n?\d+|auto)|relative|position-relative)$/;

const [source, target] = process.argv.slice(2);
const prefixes = [...new Set([...Object.values(components).flat(), ...shared])];
const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw: "html body div span svg a button input ul li", extension: "html" }],
  css: [source],
  keyframes: true,
  safelist: { standard: [new RegExp(`^(${prefixes.join("|")})(-|$)`), utilities], keyframes: [] },
  // These are half of the rules for buttons, and unused.
  blocklist: [/^mud-button-group/, /^mud-alert-(filled|outlined|text)-(primary|secondary|tertiary|dark)/],
});
writeFileSync(target, css);
