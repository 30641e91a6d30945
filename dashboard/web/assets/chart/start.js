/* Starts Dash once its scripts and the page's own are there: the last script of the page. Without Plotly nothing could
   be drawn: then the page stays as it came, and each choice loads another (`request.js`). */

if (window.Plotly && window.DashRenderer) new window.DashRenderer();
