/* SPDX-License-Identifier: ISC */
/* Looks who may read and write the files, and touches none. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/network_folder.h"
#include "auth/private_file.h"
#include "base/i18n.h"
#include "cli/finding.h"

static void
look_at_configuration(struct findings *findings, const char *path)
{
	struct stat status;

	if (path == NULL)
		finding_tell(findings, FINDING_WARN, _("configuration"),
		    _("set HOME or XDG_CONFIG_HOME"),
		    _("there is no place for it"));
	else if (stat(path, &status) != 0)
		finding_tell(findings,
		    errno == ENOENT ? FINDING_OK : FINDING_FAIL,
		    _("configuration"), NULL, "%s: %s", path,
		    errno == ENOENT ? _("none, so all is as usual")
		                    : strerror(errno));
	else if (status.st_uid != getuid() && status.st_uid != 0)
		finding_tell(findings, FINDING_WARN, _("configuration"),
		    _("make it your own: it says which programs are run"),
		    _("%s belongs to somebody else"), path);
	else if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		finding_tell(findings, FINDING_WARN, _("configuration"),
		    _("chmod go-w: it says which programs are run"),
		    _("%s can be written by others"), path);
	else
		finding_tell(
		    findings, FINDING_OK, _("configuration"), NULL, "%s", path);
}

/* Whether only its owner can do anything with it, who is us. */
static bool
is_ours_alone(const struct stat *status)
{
	return S_ISREG(status->st_mode) && status->st_uid == getuid() &&
	       status->st_nlink == 1 &&
	       (status->st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

static void
look_at_each(struct findings *findings, const char *path, DIR *folder)
{
	const struct dirent *entry;
	struct stat status;
	size_t count = 0, bad = 0;

	while ((entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0 ||
		    fstatat(dirfd(folder), entry->d_name, &status,
		        AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		count++;
		if (is_ours_alone(&status))
			continue;
		bad++;
		finding_tell(findings, FINDING_FAIL, _("files"),
		    _("give it to yourself, with chmod 600, or remove it"),
		    _("%s/%s is not yours alone"), path, entry->d_name);
	}
	if (bad == 0)
		finding_tell(findings, FINDING_OK, _("files"), NULL,
		    ngettext("%s: %zu file, yours alone",
		        "%s: %zu files, yours alone", (unsigned long)count),
		    path, count);
}

static void
look_at_folder(struct findings *findings, const char *path)
{
	struct error err;
	DIR *folder = NULL;
	int fd;

	if (path == NULL) {
		finding_tell(findings, FINDING_WARN, _("files"),
		    _("set HOME or XDG_STATE_HOME"),
		    _("there is no place for them: sessions end with keyrack"));
		return;
	}
	fd = private_folder_open(path, &err);
	if (fd < 0 && err.code == ENOENT) {
		finding_tell(findings, FINDING_OK, _("files"), NULL,
		    _("%s: none yet"), path);
		return;
	}
	if (fd >= 0)
		folder = fdopendir(fd);
	if (folder == NULL) {
		finding_tell(findings, FINDING_FAIL, _("files"), NULL, "%s",
		    fd < 0 ? err.detail : strerror(errno));
		if (fd >= 0)
			close(fd);
		return;
	}
	look_at_each(findings, path, folder);
	closedir(folder);
	if (network_folder_is(path))
		finding_tell(findings, FINDING_WARN, _("files"),
		    _("set XDG_STATE_HOME to a folder of this machine"),
		    _("%s lies on a network file system, where others may "
		      "read it"),
		    path);
}

void
doctor_look_at_files(struct findings *findings)
{
	const struct chosen *chosen = findings->errand->chosen;

	look_at_configuration(findings, chosen->path);
	look_at_folder(findings, chosen->folder);
}
