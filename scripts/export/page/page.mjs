// What makes a page live. Without it the page is all there, with still pictures.
import { drawCharts } from "./charts.mjs";
import { offerFolding, openContents } from "./folding.mjs";
import { offerSearch } from "./search.mjs";
import { offerThemes } from "./theme.mjs";
import { startViews } from "./views.mjs";

offerThemes();
openContents();
offerFolding();
offerSearch();
startViews();
drawCharts();
