"""Texts of letters that would run as script if a view parsed them."""

RAN = "window.__ran=(window.__ran||0)+1"

SCRIPTS = (
    f"<script>{RAN}</script>",
    f"<ScRiPt>{RAN}</sCrIpT>",
    f"<img src=x onerror={RAN}>",
    f'<img src="x" onerror="{RAN}">',
    f"<svg onload={RAN}>",
    f"<svg><script>{RAN}</script></svg>",
    f"<svg><animate onbegin={RAN} attributeName=x dur=1s>",
    f"<body onload={RAN}>",
    "<iframe srcdoc='<script>parent.__ran=1</script>'></iframe>",
    f'<iframe src="javascript:parent.{RAN}"></iframe>',
    f"<video><source onerror={RAN}></video>",
    f"<audio src=x onerror={RAN}>",
    f"<details open ontoggle={RAN}>",
    f"<input autofocus onfocus={RAN}>",
    f"<select autofocus onfocus={RAN}>",
    f"<marquee onstart={RAN}>",
    f"<a href=javascript:{RAN}>点</a>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={RAN}></style></math>",
    f"<template><script>{RAN}</script></template>",
    f'"><script>{RAN}</script>',
    f"'-({RAN})-'",
    f"</textarea><script>{RAN}</script>",
    f"</style><script>{RAN}</script>",
    f"</script><script>{RAN}</script>",
    f"[点击](javascript:{RAN})",
    f'![x](x" onerror="{RAN})',
    f"$\\href{{javascript:{RAN}}}{{x}}$",
    f"{{{{constructor.constructor('{RAN}')()}}}}",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<img src=http://evil.example/p.png>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    f"<object data='data:text/html,<script>{RAN}</script>'></object>",
)
"""At least twenty; each that runs counts in ``window.__ran`` (SECURITY P12)."""

CODE = "<img/src=x/onerror=window.__ran=1>"
"""One without blanks, so that it can stand for a name."""
