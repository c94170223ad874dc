# SPDX-License-Identifier: ISC
# Completion of keyrack's command line for fish.

set -g __keyrack_commands login logout whoami status list create rename \
    delete rotate token copy exec which check accounts doctor help
# After these a word follows that is neither an option nor a command.
set -g __keyrack_valued --account --config --debug --env --filter --org \
    --output --redirect-uri --sort --url --within

# Prints the command on the line, if there is one yet.
function __keyrack_command
    set -l skips no
    for word in (commandline -opc)[2..-1]
        if test $skips = yes
            set skips no
        else if contains -- $word $__keyrack_valued
            set skips yes
        else if not string match -q -- '-*' $word
            echo $word
            return
        end
    end
end

function __keyrack_is
    contains -- (__keyrack_command) $argv
end

function __keyrack_needs_command
    test -z (__keyrack_command)
end

# Whether the program that exec runs has begun.
function __keyrack_runs
    __keyrack_is exec; and contains -- -- (commandline -opc)
end

# Completes what stands after -- as a command line of its own.
function __keyrack_program
    set -l words (commandline -opc)
    set -l at (contains -i -- -- $words)
    complete -C (string join ' ' -- (string escape -- $words[(math $at + 1)..-1]) (commandline -ct))
end

# The accounts of the configuration that the line names, or of the usual one.
# The service is not asked.
function __keyrack_accounts
    set -l words (commandline -opc)
    set -l config
    for at in (seq (count $words))
        switch $words[$at]
            case --config
                set config --config $words[(math $at + 1)]
            case '--config=*'
                set config --config (string sub -s 10 -- $words[$at])
        end
    end
    command $words[1] (string replace -r '^~/' "$HOME/" -- $config) accounts --names 2>/dev/null </dev/null
end

complete -c keyrack -f
complete -c keyrack -n __keyrack_runs -x -a '(__keyrack_program)'

complete -c keyrack -n 'not __keyrack_runs' -l account -x -a '(__keyrack_accounts)' -d 'Use this account'
complete -c keyrack -n 'not __keyrack_runs' -l config -r -F -d 'Read this configuration'
complete -c keyrack -n 'not __keyrack_runs' -l debug -r -F -d 'Write the requests to this file'
complete -c keyrack -n 'not __keyrack_runs' -l demo -d 'Use a demo service'
complete -c keyrack -n 'not __keyrack_runs' -l help -d 'Show the options and the commands'
complete -c keyrack -n 'not __keyrack_runs' -l no-browser -d 'Start no browser'
complete -c keyrack -n 'not __keyrack_runs' -l plain -d 'Lines and prompts in place of the screen'
complete -c keyrack -n 'not __keyrack_runs' -l print-config -d 'Print the settings'
complete -c keyrack -n 'not __keyrack_runs' -l read-only -d 'Change nothing'
complete -c keyrack -n 'not __keyrack_runs' -l redirect-uri -x -a 'http://localhost:5173 http://localhost:0' -d 'Where the browser is sent after the login'
complete -c keyrack -n 'not __keyrack_runs' -l url -x -d 'The address of the service'
complete -c keyrack -n 'not __keyrack_runs' -l version -d 'Show the versions'

complete -c keyrack -n __keyrack_needs_command -a login -d 'Log in'
complete -c keyrack -n __keyrack_needs_command -a logout -d 'End the session'
complete -c keyrack -n __keyrack_needs_command -a whoami -d 'Print whose account it is'
complete -c keyrack -n __keyrack_needs_command -a status -d 'Print account, host and session'
complete -c keyrack -n __keyrack_needs_command -a list -d 'List the API keys'
complete -c keyrack -n __keyrack_needs_command -a create -d 'Create an API key'
complete -c keyrack -n __keyrack_needs_command -a rename -d 'Rename an API key'
complete -c keyrack -n __keyrack_needs_command -a delete -d 'Delete API keys'
complete -c keyrack -n __keyrack_needs_command -a rotate -d 'Create a successor'
complete -c keyrack -n __keyrack_needs_command -a token -d 'Print a token'
complete -c keyrack -n __keyrack_needs_command -a copy -d 'Copy a token'
complete -c keyrack -n __keyrack_needs_command -a exec -d 'Run a command with a token'
complete -c keyrack -n __keyrack_needs_command -a which -d 'Find the API key of a token'
complete -c keyrack -n __keyrack_needs_command -a check -d 'Look for API keys that expire'
complete -c keyrack -n __keyrack_needs_command -a accounts -d 'List the accounts'
complete -c keyrack -n __keyrack_needs_command -a doctor -d 'Test this machine'
complete -c keyrack -n __keyrack_needs_command -a help -d 'Show what a command does'
complete -c keyrack -n '__keyrack_is help' -a "$__keyrack_commands"

complete -c keyrack -n '__keyrack_is logout' -l forget -d 'Erase the ledger as well'
complete -c keyrack -n '__keyrack_is list' -l json -d "The service's own records"
complete -c keyrack -n '__keyrack_is list' -l tsv -d 'Fields separated by tabs'
complete -c keyrack -n '__keyrack_is list' -l filter -x -a 'expired expires\<30d name: org: id:' -d 'Only what matches'
complete -c keyrack -n '__keyrack_is list' -l sort -x -a '{,-}{name,organization,token,created,expires,id,used}' -d 'The column to sort by'
complete -c keyrack -n '__keyrack_is list' -l show-tokens -d 'Do not mask the tokens'
complete -c keyrack -n '__keyrack_is create' -l org -x -d 'The organization'
complete -c keyrack -n '__keyrack_is create rotate' -l output -r -F -d 'Write the token to this file'
complete -c keyrack -n '__keyrack_is delete rotate' -l yes -d 'Do not ask'
complete -c keyrack -n '__keyrack_is exec; and not __keyrack_runs' -l env -x -a '(set -nx)' -d 'The variable for the token'
complete -c keyrack -n '__keyrack_is check' -l within -x -a '7d 14d 30d 3m 1y' -d 'How far to look ahead'
complete -c keyrack -n '__keyrack_is accounts' -l names -d 'The names alone'
