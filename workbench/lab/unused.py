"""Parts of JupyterLab that no page of ours uses: each costs time when a page opens.

What stays is what somebody who reads panels, runs cells and writes notes needs: the
notebook, files, contents, running kernels, search, settings, themes, completion.
"""

from __future__ import annotations

_WHOLE = (
    "@jupyterlab/audio-extension",
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/celltags-extension",
    "@jupyterlab/console-extension",
    "@jupyterlab/csvviewer-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/help-extension",  # its links lead away from this machine
    "@jupyterlab/htmlviewer-extension",
    "@jupyterlab/hub-extension",
    "@jupyterlab/inspector-extension",
    "@jupyterlab/javascript-extension",
    "@jupyterlab/json-lines-extension",
    "@jupyterlab/logconsole-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/mermaid-extension",
    "@jupyterlab/metadataform-extension",
    "@jupyterlab/pluginmanager-extension",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/vega5-extension",
    "@jupyterlab/video-extension",
    "@jupyterlab/workspaces-extension",
    "@voila-dashboards/jupyterlab-preview",
    "jupyterlab_pygments",
)
_SINGLE = {
    # The property inspector stays: the shell leaves an empty right side its room.
    "application": ("faviconbusy",),
    "apputils": (
        "announcements",  # asks its home page for news
        "kernels-settings",
        "licenses-client",
        "licenses-plugin",
        "running-sessions-status",
        "subshell-settings",
        "toggle-header",
    ),
    "completer": ("inline-completer", "inline-completer-factory", "inline-history"),
    "filebrowser": ("create-new-language-file", "open-url", "share-file"),
    "fileeditor": (
        "completer",
        "cursor-position",
        "editor-syntax-status",
        "language-server",
        "tab-space-status",
    ),
    "notebook": (
        "active-cell-tool",
        "cloned-outputs",
        "code-console",
        "export",  # by nbconvert, whose pages ask a CDN
        "language-server",
        "log-output",
        "metadata-editor",
        "open-with-no-kernel",
        "tools",
        "trust-status",
        "update-raw-mimetype",  # asks nbconvert for its forms: a second of the server
    ),
    "running": ("recently-closed", "search-tabs"),
    "tooltip": ("consoles", "files"),
}
UNUSED = (
    *_WHOLE,
    *(f"@jupyterlab/{e}-extension:{p}" for e, parts in _SINGLE.items() for p in parts),
)
"""Names of extensions and of plugins, as ``disabledExtensions`` takes them."""
