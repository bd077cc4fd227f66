"""A JupyterHub for a class on one machine, all of it on 127.0.0.1 and in one folder.

Who may log in and where servers run is a stand-in here: a class takes its own authenticator and spawner.
"""

import json
import os
import shutil
from pathlib import Path

c = get_config()  # noqa: F821 (JupyterHub puts it here)
job = json.loads(os.environ["AFFINE_HUB"])
folder = Path(job["folder"])
front, hub, proxy = (f"http://127.0.0.1:{port}" for port in job["ports"])

c.JupyterHub.bind_url = front
c.JupyterHub.hub_bind_url = hub
c.JupyterHub.db_url = f"sqlite:///{folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie-secret")
c.JupyterHub.log_level = "WARN"
c.ConfigurableHTTPProxy.api_url = proxy
c.ConfigurableHTTPProxy.command = job["proxy"]
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")

# Any name is let in, with this run's password.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = job["password"]
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.JupyterHub.concurrent_spawn_limit = 0
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "home" / "{username}")
c.Spawner.ip = "127.0.0.1"
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
c.Spawner.default_url = "/lab/tree/01-forward.ipynb"
c.Spawner.args = ["--ServerApp.log_level=ERROR"] + (["--allow-root"] if os.getuid() == 0 else [])


# Packages are looked for in a notebook's folder and in all above it: one link serves every reader.
home = folder / "home"
home.mkdir(exist_ok=True)
(home / "node_modules").symlink_to(job["modules"], target_is_directory=True)


def give_notebooks(spawner):
    """Puts the lesson into a reader's folder, and leaves alone what the reader has there."""
    own = home / spawner.user.name
    own.mkdir(exist_ok=True)
    for notebook in Path(job["notebooks"]).glob("*.ipynb"):
        if not (own / notebook.name).exists():
            shutil.copyfile(notebook, own / notebook.name)


c.Spawner.pre_spawn_hook = give_notebooks
