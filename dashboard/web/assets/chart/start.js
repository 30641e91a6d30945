/* Starts Dash once its scripts and the page's own are there: the last script of the page. */

new window.DashRenderer();
